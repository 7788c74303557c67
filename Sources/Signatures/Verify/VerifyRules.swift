/// Who may send to a source: the key `verify` of its mapping.
package struct VerifyRules: Equatable, Sendable {
    /// All of these must hold; empty for `none` alone.
    package let rules: [VerifyRule]

    /// `"none": true`: anyone may send.
    package static let none = VerifyRules(rules: [])

    /// - Parameter rules: at least one: that anyone may send is said by `none`.
    package init(all rules: [VerifyRule]) {
        precondition(!rules.isEmpty, "doors are opened on purpose")
        self.init(rules: rules)
    }

    private init(rules: [VerifyRule]) {
        self.rules = rules
    }

    /// All secrets that the rules may ask for.
    package var references: Set<SecretReference> {
        Set(rules.flatMap(\.choices).flatMap(\.references))
    }

    /// The queries whose text in the body is compared.
    package var bodyPaths: [String] {
        rules.compactMap { rule in
            guard case .body(let path, _) = rule else { return nil }
            return path
        }
    }

    /// The headers, in lower case, that a mapping does not get to see: `authorization`, `cookie`, and those that the
    /// rules use.
    package var credentialHeaders: Set<String> {
        Set((rules.flatMap(\.headers) + [.authorization, .cookie]).map(\.text))
    }

    /// The query items that a mapping does not get to see.
    package var credentialQueryItems: Set<String> {
        rules.contains { $0.kind == .token } ? [VerifyRule.tokenItem] : []
    }
}
