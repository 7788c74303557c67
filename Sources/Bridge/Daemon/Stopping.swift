internal import Linux
internal import Synchronization

/// A stop on a thread of its own, so that the next signal is heard while it lasts.
final class Stopping: Sendable {
    private enum State {
        case notBegun, begun, over
    }

    private let state = Mutex(State.notBegun)

    var hasBegun: Bool { state.withLock { $0 != .notBegun } }
    var isOver: Bool { state.withLock { $0 == .over } }

    /// Runs `work`, and raises the signal that stops when it is done, so that whoever waits for signals looks again.
    func begin(_ work: @escaping @Sendable () -> Void) {
        state.withLock { $0 = .begun }
        _ = NamedThread("stopping") { [self] in
            work()
            state.withLock { $0 = .over }
            Signals.raise(.stop)
        }
    }
}
