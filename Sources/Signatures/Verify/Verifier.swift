/// The rules of a source with their secrets: what decides on each request.
///
/// Made at the start and on every reload. Where one of several secrets of a choice cannot be used, the others hold;
/// where none can, nobody gets in.
package struct Verifier: Sendable {
    /// All secrets that cannot be used, for `status` and `doctor`; the source may work all the same.
    package let problems: [SecretProblem]
    /// The first secret without which a rule cannot be asked.
    private let missing: SecretReference?
    private let checks: [Check]

    /// Whether anyone can get in at all.
    package var isUsable: Bool { missing == nil }
    /// The secret for want of which nobody gets in; nil when requests can be checked.
    package var blockingProblem: SecretProblem? { problems.first { $0.reference == missing } }

    /// A rule with its secrets in hand.
    enum Check: Sendable {
        case token([Secret])
        case header(HeaderName, [Secret])
        case bearer([Secret])
        case basic(users: [Secret], passwords: [Secret])
        case signature(SignatureRule, [SignatureKey])
        case body(path: String, [Secret])
    }

    package init(_ rules: VerifyRules, secrets: SecretValues) {
        var preparation = VerifierPreparation(secrets: secrets)
        checks = rules.rules.map { preparation.check(for: $0) }
        problems = preparation.problems
        missing = preparation.missing
    }

    /// Whether the request comes from whom it should.
    ///
    /// Takes a time that does not depend on where a secret differs from what was sent.
    ///
    /// - Parameter now: microseconds since 1970.
    package func check<Request: VerifiableRequest>(_ request: Request, now: Int64) -> VerifyOutcome {
        if let missing { return .secretMissing(missing) }
        for check in checks {
            let (kind, failure): (VerifyRule.Kind, VerifyOutcome.Refusal.Reason?) =
                switch check {
                case .token(let secrets): (.token, Self.token(request, secrets))
                case .header(let name, let secrets): (.header, Self.header(request, name, secrets))
                case .bearer(let secrets): (.bearer, Self.bearer(request, secrets))
                case .basic(let users, let passwords): (.basic, Self.basic(request, users, passwords))
                case .signature(let rule, let keys): (.signature, Self.signature(request, rule, keys, now: now))
                case .body(let path, let secrets): (.body, Self.body(request, path, secrets))
                }
            if let failure { return .refused(VerifyOutcome.Refusal(rule: kind, reason: failure)) }
        }
        return .authentic
    }

    /// Whether what was sent is one of the secrets; all are compared.
    static func isOne(of secrets: [Secret], _ given: [UInt8]) -> Bool {
        var found = false
        for secret in secrets where ConstantTime.equal(given, secret.bytes) { found = true }
        return found
    }
}
