internal import Domain

/// Why an attempt failed, for the ledger and the log.
///
/// Bounded, and without the answer's body: that is kept apart, for it may name people.
enum AttemptError {
    /// One sentence; nil when the destination has the action now.
    static func text(_ outcome: Outcome, _ result: TransferResult) -> String? {
        switch outcome {
        case .delivered, .duplicate:
            return nil
        case .rejected, .pause, .retry:
            switch (result.status, result.failure) {
            case (let status?, nil): return "answered \(status)"
            case (let status?, let failure?): return "answered \(status), then: \(failure.message)"
            case (nil, let failure?): return failure.message
            case (nil, nil): return "no answer"
            }
        }
    }
}
