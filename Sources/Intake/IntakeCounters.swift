internal import Synchronization

/// What happened to requests since the start, by bounded words; for metrics.
package final class IntakeCounters: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    package init() {}

    /// Counts one more of `label`: `recorded`, `unknown-source`, `signature-stale`, ….
    func add(_ label: String) {
        counts.withLock { $0[label, default: 0] += 1 }
    }

    /// The counts so far, by label.
    package var snapshot: [String: Int] {
        counts.withLock { $0 }
    }
}
