internal import CLinux
internal import Glibc

/// A program started with no signals blocked and a text on its standard input, in a process group of its own; its output
/// goes where ours goes.
package struct ChildProcess {
    /// How a program ended.
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case killed(Int32)
        /// It was killed, for it ran too long.
        case outOfTime
        /// It was killed, for nobody waits for it any more.
        case abandoned
    }

    private let pid: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: the program, by path or by name, and what follows it.
    ///   - input: at most what a pipe holds (64 KiB); more is cut off.
    /// - Throws: `SystemError` when it cannot be started.
    package init(_ arguments: [String], input: [UInt8]) throws(SystemError) {
        precondition(!arguments.isEmpty, "a program has a name")
        var ends: [Int32] = [-1, -1]
        try SystemCall.run("pipe2") { pipe2(&ends, Int32(O_CLOEXEC) | Int32(O_NONBLOCK)) }
        let reading = FileDescriptor(owning: ends[0])
        let writing = FileDescriptor(owning: ends[1])
        _ = input.withUnsafeBytes { write(writing.number, $0.baseAddress, $0.count) }
        // The program reads as it likes; it did not ask for a pipe that does not block.
        _ = fcntl(reading.number, F_SETFL, 0)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, reading.number, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Our threads block all signals, and a child would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var started = pid_t()
        let code = posix_spawnp(&started, arguments[0], &actions, &attributes, &words, linux_shim_environment())
        guard code == 0 else { throw SystemError(call: "start", code: code, subject: arguments[0]) }
        pid = started
    }

    /// Waits for the end, and kills what runs longer than `milliseconds`, with all that it has started; to be called once.
    ///
    /// - Parameter isAbandoned: asked ten times a second and oftener; once true, the program is killed at once.
    package func wait(
        atMost milliseconds: Int64,
        unless isAbandoned: () -> Bool = { false }
    ) throws(SystemError) -> End {
        let end = Clock.monotonicMicroseconds() + milliseconds * 1_000
        var pause = timespec(tv_sec: 0, tv_nsec: 2_000_000)
        while Clock.monotonicMicroseconds() < end {
            if let ended = try status(options: WNOHANG) { return ended }
            if isAbandoned() {
                try killGroup()
                return .abandoned
            }
            nanosleep(&pause, nil)
            // Most end at once; for the others there is no hurry.
            pause.tv_nsec = min(pause.tv_nsec * 2, 100_000_000)
        }
        try killGroup()
        return .outOfTime
    }

    private func killGroup() throws(SystemError) {
        kill(-pid, SIGKILL)
        _ = try status(options: 0)
    }

    private func status(options: Int32) throws(SystemError) -> End? {
        var status: Int32 = 0
        let ended = try SystemCall.run("waitpid") { waitpid(pid, &status, options) }
        guard ended == pid else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }
}
