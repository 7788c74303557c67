internal import Linux
internal import Synchronization

/// An end that one thread waits for and the writer's thread brings about.
final class Promise: Sendable {
    private let result = Mutex<Result<Void, LedgerError>?>(nil)
    private let bell: Doorbell

    init() throws(SystemError) {
        bell = try Doorbell()
    }

    func finish(_ result: Result<Void, LedgerError>) {
        self.result.withLock { $0 = result }
        bell.ring()
    }

    func wait() throws(LedgerError) {
        while true {
            if let result = result.withLock({ $0 }) { return try result.get() }
            bell.wait()
        }
    }
}
