package import Foundation
internal import Synchronization

extension Process {
    private static let starting = Mutex(())

    /// How long a process may take to its end, in seconds, however busy the machine.
    private static let patience = 120

    /// Starts it, as no other thread starts one: use it in the place of `run`.
    ///
    /// `run` learns of the end by a socket that the process has open. Another that is started just then may have it open, too,
    /// and the end of this one is seen only with the end of that.
    package func start() throws {
        try Self.starting.withLock { _ in try run() }
    }

    /// Waits until it has ended, and kills it when that takes more than two minutes: use it in the place of `waitUntilExit`.
    ///
    /// - Returns: the exit code, or the number of the signal that ended it; SIGKILL's when it had to be killed.
    @discardableResult
    package func waitForEnd() -> Int32 {
        let end = ContinuousClock.now + .seconds(Self.patience)
        while isRunning, ContinuousClock.now < end { usleep(1_000) }
        guard isRunning else { return terminationStatus }
        kill(processIdentifier, SIGKILL)
        return SIGKILL
    }
}
