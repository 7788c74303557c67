/// What came of one request.
struct TransferResult: Equatable, Sendable {
    /// The status of the answer; nil when none arrived.
    var status: Int?
    /// The answer's `Retry-After` as it came; nil when it has none.
    var retryAfter: String?
    /// The first `Attempt.answerLimit` bytes of the answer's body.
    var body: [UInt8] = []
    /// nil when the answer is complete, or as much of it as we cared to read.
    var failure: TransferFailure?
}
