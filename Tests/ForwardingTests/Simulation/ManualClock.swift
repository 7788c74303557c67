import Domain
import Glibc
import Synchronization

@testable import Forwarding

/// Both clocks, moved by the test alone, and a brake for the ledger's writer.
final class ManualClock: Sendable {
    private let moment = Mutex(
        Moment(time: Timestamp(seconds: 1_800_000_000), steady: Timestamp(seconds: 1_000))
    )
    private let isBraked = Mutex(false)
    private let last = Mutex(Timestamp(microseconds: .min))

    var now: Moment { moment.withLock { $0 } }

    /// The time that the writer is told before each of its batches, which it does not begin while the brake is on.
    var writersTime: Timestamp {
        while isBraked.withLock({ $0 }) { usleep(100) }
        return now.time
    }

    /// The latest time that it has shown to people.
    var latest: Timestamp { last.withLock { max($0, now.time) } }

    var brake: Bool {
        get { isBraked.withLock { $0 } }
        set { isBraked.withLock { $0 = newValue } }
    }

    /// Lets time pass.
    func advance(_ interval: Interval) {
        moment.withLock { $0 = Moment(time: $0.time.adding(interval), steady: $0.steady.adding(interval)) }
    }

    /// Someone sets the clock.
    func set(by microseconds: Int64) {
        last.withLock { $0 = max($0, now.time) }
        moment.withLock {
            $0 = Moment(time: $0.time.adding(Interval(microseconds: microseconds)), steady: $0.steady)
        }
    }
}
