/// What came of a mapping's tests.
package struct MappingTestReport: Sendable {
    /// The test file's name.
    package let file: String
    package let outcomes: [Outcome]

    /// What came of one case.
    package struct Outcome: Sendable {
        package let name: String
        /// The line of the file on which the case begins.
        package let line: Int
        /// What differs, a line each; empty when the case passed.
        package let differences: [String]

        package var passed: Bool { differences.isEmpty }
    }

    package var failed: Int { outcomes.count { !$0.passed } }
    package var passed: Int { outcomes.count - failed }

    /// The failures for a person: for each the place and name of the case, and below it what differs.
    package var failureText: String {
        outcomes.filter { !$0.passed }
            .map { outcome in
                (["\(file):\(outcome.line): \(outcome.name)"] + outcome.differences.map { "  " + $0 })
                    .joined(separator: "\n")
            }
            .joined(separator: "\n")
    }
}
