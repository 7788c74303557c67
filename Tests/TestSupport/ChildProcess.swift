package import Foundation
internal import Glibc
internal import Synchronization

/// A program that a test runs: as Foundation's `Process`, but for what tests need.
///
/// Foundation's looks through all descriptors of this process before it starts another, and reads past the end of the kernel's
/// list: with some 1,400 open, as while a test holds ten thousand connections, it crashed now and then. It also learns of the
/// end by a socket that another program, started at the same moment, may keep open.
package final class ChildProcess: Sendable {
    /// What its standard input, output or error is.
    package enum Stream: Sendable {
        /// This process's.
        case inherited
        case nothing
        case file(FileHandle)
        /// One end of it; this process's copy of that end is closed once the program has started.
        case pipe(Pipe)
    }

    /// The program could not be started.
    package struct Failure: Error {
        package let executable: String
        /// An errno.
        package let code: Int32
    }

    /// How long a process may take to its end, in seconds, however busy the machine.
    private static let patience = 120

    package let processIdentifier: Int32
    /// As `waitpid` tells it; nil while it runs.
    private let status = Mutex<Int32?>(nil)

    /// Starts it, with no descriptors but the three streams.
    ///
    /// - Parameters:
    ///   - environment: all of it; nil: this process's.
    ///   - folder: where it starts; nil: where this process is.
    package init(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]? = nil,
        in folder: URL? = nil,
        input: Stream = .inherited,
        output: Stream = .inherited,
        errors: Stream = .inherited
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in [input, output, errors].enumerated() {
            let number = Int32(number)
            switch stream {
            case .inherited: break
            case .nothing: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            case .file(let file): posix_spawn_file_actions_adddup2(&actions, file.fileDescriptor, number)
            case .pipe(let pipe):
                posix_spawn_file_actions_adddup2(&actions, Self.end(of: pipe, for: number).fileDescriptor, number)
            }
        }
        _ = Self.closeFrom(&actions, 3)
        if let folder { _ = Self.changeFolder(&actions, folder.path(percentEncoded: false)) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: Ctrl-C is for the tests, which end it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

        let surroundings = environment ?? ProcessInfo.processInfo.environment
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = surroundings.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var number: pid_t = 0
        let code = posix_spawn(&number, executable, &actions, &attributes, &words, &variables)
        for (index, stream) in [input, output, errors].enumerated() {
            // Closed already where output and errors share it.
            if case .pipe(let pipe) = stream { try? Self.end(of: pipe, for: Int32(index)).close() }
        }
        guard code == 0 else { throw Failure(executable: executable, code: code) }
        processIdentifier = number
        let identifier = number
        // It is waited for at once, so that none is left for those who wait for whatever child ends.
        Thread.detachNewThread { [self] in
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            self.status.withLock { $0 = status }
        }
    }

    package var isRunning: Bool { status.withLock { $0 == nil } }

    /// Waits until it has ended, and kills it when that takes more than two minutes.
    ///
    /// - Returns: the exit code, or the number of the signal that ended it; SIGKILL's when it had to be killed.
    @discardableResult
    package func waitForEnd() -> Int32 {
        let end = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < end {
            if let status = status.withLock({ $0 }) {
                let signal = status & 0x7F
                return signal == 0 ? status >> 8 & 0xFF : signal
            }
            usleep(1_000)
        }
        kill(processIdentifier, SIGKILL)
        return SIGKILL
    }

    /// Ends it, if it has not ended.
    package func end(by signal: Int32 = SIGKILL) {
        guard isRunning else { return }
        kill(processIdentifier, signal)
        waitForEnd()
    }

    // glibc declares these two only under _GNU_SOURCE, and so Swift does not see them.
    private static let closeFrom = function(
        "posix_spawn_file_actions_addclosefrom_np",
        as: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self
    )
    private static let changeFolder = function(
        "posix_spawn_file_actions_addchdir_np",
        as: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self
    )

    private static func function<Function>(_ name: String, as type: Function.Type) -> Function {
        guard let address = dlsym(nil, name) else { fatalError("glibc has no \(name)") }
        return unsafeBitCast(address, to: type)
    }

    private static func end(of pipe: Pipe, for number: Int32) -> FileHandle {
        number == STDIN_FILENO ? pipe.fileHandleForReading : pipe.fileHandleForWriting
    }
}
