internal import Mappings

/// A configuration that cannot be used: all that is wrong with it, at least one thing.
struct ConfigurationError: Error, Equatable {
    /// What is wrong in the file.
    let diagnostics: [Diagnostic]
    /// What is wrong elsewhere.
    let problems: [ConfigurationProblem]

    /// Says all of it.
    func report(on console: Console) {
        for diagnostic in diagnostics { console.note(diagnostic) }
        for problem in problems { console.fail(problem.text) }
    }
}
