/// What the rules say of a request.
package enum VerifyOutcome: Equatable, Sendable {
    case authentic
    /// Answered 401; only the count is kept.
    case refused(Refusal)
    /// A secret is not there, so that nobody can prove anything: answered 503, as the fault is ours.
    case secretMissing(SecretReference)

    /// The first proof that failed, for the count and the log, never for the sender.
    package struct Refusal: Hashable, Sendable {
        package let rule: VerifyRule.Kind
        package let reason: Reason

        package enum Reason: String, CaseIterable, Sendable {
            /// The request brought no such proof, or more than one where one must be.
            case missing
            case wrong
            /// The timestamp is no time, or too far from now.
            case stale
        }

        /// One bounded word: `signature-stale`.
        package var label: String { "\(rule.rawValue)-\(reason.rawValue)" }
    }
}
