internal import Synchronization

/// How many attempts ended in which outcome since the start, for metrics.
///
/// May be read from any thread.
package final class AttemptCounters: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    init() {}

    /// By `Outcome.label`.
    package var byOutcome: [String: Int] { counts.withLock { $0 } }

    func count(_ label: String) {
        counts.withLock { $0[label, default: 0] += 1 }
    }
}
