/// Finds the secrets of rules, and notes those that cannot be used.
struct VerifierPreparation {
    private let secrets: SecretValues
    private(set) var problems: [SecretProblem] = []
    /// The first reference of the first choice that has no usable secret at all.
    private(set) var missing: SecretReference?

    init(secrets: SecretValues) {
        self.secrets = secrets
    }

    mutating func check(for rule: VerifyRule) -> Verifier.Check {
        switch rule {
        case .token(let choice): .token(usable(choice))
        case .header(let name, let choice): .header(name, usable(choice))
        case .bearer(let choice): .bearer(usable(choice))
        case .basic(.name(let name), let choice):
            .basic(users: [Secret(Array(name.utf8))], passwords: usable(choice))
        case .basic(.secret(let user), let choice): .basic(users: usable(user), passwords: usable(choice))
        case .signature(let rule):
            .signature(
                rule,
                usable(rule.secret, encoding: rule.secretEncoding).map { SignatureKey(rule.algorithm, key: $0.bytes) }
            )
        case .body(let path, let choice): .body(path: path, usable(choice))
        }
    }

    /// The secrets of a choice that are there, decoded.
    private mutating func usable(_ choice: SecretChoice, encoding: SecretEncoding = .text) -> [Secret] {
        var usable: [Secret] = []
        for reference in choice.references {
            switch secret(reference, encoding) {
            case .success(let secret): usable.append(secret)
            case .failure(let reason):
                let problem = SecretProblem(reference: reference, reason: reason)
                if !problems.contains(problem) { problems.append(problem) }
            }
        }
        if usable.isEmpty, missing == nil { missing = choice.references.first }
        return usable
    }

    private func secret(
        _ reference: SecretReference,
        _ encoding: SecretEncoding
    ) -> Result<Secret, SecretProblem.Reason> {
        guard let secret = secrets[reference] else { return .failure(.missing) }
        guard let key = encoding.key(secret) else { return .failure(.notEncoded(encoding)) }
        return key.isEmpty ? .failure(.empty) : .success(Secret(key))
    }
}

extension SecretProblem.Reason: Error {}
