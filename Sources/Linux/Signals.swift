internal import CLinux
internal import Glibc

/// Signals taken as events from a descriptor instead of in handlers (signalfd(2)).
package struct Signals: ~Copyable {
    /// The signals a daemon is steered with.
    package enum Signal: Sendable {
        /// SIGTERM and SIGINT: stop.
        case stop
        /// SIGHUP: read again what may have changed.
        case reload
    }

    private let descriptor: FileDescriptor

    /// Takes over SIGTERM, SIGINT and SIGHUP for the whole process.
    ///
    /// To be called on the main thread before any other is started: threads inherit what is blocked.
    package init() throws(SystemError) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        sigprocmask(SIG_BLOCK, &set, nil)
        let number = try SystemCall.run("signalfd") { signalfd(-1, &set, Int32(SFD_CLOEXEC)) }
        descriptor = FileDescriptor(owning: number)
    }

    /// Waits for the next signal.
    package func next() throws(SystemError) -> Signal {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        try SystemCall.run("read") { read(descriptor.number, &info, size) }
        return info.ssi_signo == UInt32(SIGHUP) ? .reload : .stop
    }

    /// Sends this process the signal that `next` returns as `signal`, so that a thread can end the wait.
    package static func raise(_ signal: Signal) {
        kill(getpid(), signal == .reload ? SIGHUP : SIGTERM)
    }
}
