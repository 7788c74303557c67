internal import CLinux
internal import Glibc

/// Signals taken as events from a descriptor instead of in handlers (signalfd(2)).
package struct Signals: ~Copyable {
    /// The signals a daemon is steered with.
    package enum Signal: Sendable {
        /// SIGTERM and SIGINT: stop.
        case stop
        /// SIGHUP: read again what may have changed, or stop.
        case reload
    }

    private let descriptor: FileDescriptor
    private let hangUp: Signal

    /// Takes over SIGTERM, SIGINT and SIGHUP for the whole process.
    ///
    /// To be called on the main thread before any other is started: threads inherit what is blocked.
    ///
    /// - Parameter hangUp: what SIGHUP asks for. Where it is to stop, as the end of its terminal ends a program, it is left
    ///   alone if it was ignored: `nohup` asks for that.
    package init(hangUp: Signal) throws(SystemError) {
        self.hangUp = hangUp
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT] { sigaddset(&set, number) }
        if hangUp == .reload || !Self.isIgnored(SIGHUP) { sigaddset(&set, SIGHUP) }
        sigprocmask(SIG_BLOCK, &set, nil)
        let number = try SystemCall.run("signalfd") { signalfd(-1, &set, Int32(SFD_CLOEXEC)) }
        descriptor = FileDescriptor(owning: number)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return handler == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Waits for the next signal.
    package func next() throws(SystemError) -> Signal {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        try SystemCall.run("read") { read(descriptor.number, &info, size) }
        return info.ssi_signo == UInt32(SIGHUP) ? hangUp : .stop
    }

    /// Sends this process the signal that `next` returns as `signal`, so that a thread can end the wait.
    package static func raise(_ signal: Signal) {
        kill(getpid(), signal == .reload ? SIGHUP : SIGTERM)
    }
}
