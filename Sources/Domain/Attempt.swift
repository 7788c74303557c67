/// One try to send a forward, as the ledger keeps it.
package struct Attempt: Equatable, Sendable {
    package let startedAt: Timestamp
    /// From the start to the end of the answer, or to the failure.
    package let took: Interval
    /// The HTTP status; nil when there was no answer.
    package let status: Int?
    /// One of the bounded words of `Outcome.label`.
    package let outcome: String
    /// The transport's or our own words on why it failed; nil on success.
    package let error: String?
    /// The first 2 KiB of the answer's body; empty when there was none.
    package let answer: [UInt8]

    /// How many bytes of an answer are kept.
    package static let answerLimit = 2_048

    package init(
        startedAt: Timestamp,
        took: Interval,
        status: Int?,
        outcome: String,
        error: String?,
        answer: [UInt8]
    ) {
        self.startedAt = startedAt
        self.took = took
        self.status = status
        self.outcome = outcome
        self.error = error
        self.answer = answer
    }
}
