@testable import Signatures

extension Verifier {
    /// A verifier whose secrets are the given variables.
    init(_ rules: [VerifyRule], _ secrets: [String: String]) {
        let rules = VerifyRules(all: rules)
        self.init(
            rules,
            secrets: SecretValues(resolving: rules.references) { reference in
                guard case .environment(let name) = reference else { return nil }
                return secrets[name].map { Array($0.utf8) }
            }
        )
    }
}

extension SecretChoice {
    /// Variables of the environment.
    static func env(_ names: String...) -> SecretChoice {
        SecretChoice(names.map { .environment($0) })
    }
}

extension VerifyOutcome {
    static func refused(_ rule: VerifyRule.Kind, _ reason: Refusal.Reason) -> VerifyOutcome {
        .refused(Refusal(rule: rule, reason: reason))
    }
}
