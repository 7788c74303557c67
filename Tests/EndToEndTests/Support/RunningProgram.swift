import Foundation
import TestSupport

/// The program while it runs: its log is read line by line, and tests wait for a line instead of for a while.
final class RunningProgram {
    private let process: ChildProcess
    private let errors = Pipe()
    private var unread = Data()
    /// In milliseconds, however busy the machine.
    private static let longestSilence: Int32 = 120_000
    private(set) var log: [String] = []

    /// - Parameter executable: another program than the built one, which may start it.
    init(
        executable: String = BuiltProgram.path,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL
    ) throws {
        process = try ChildProcess(
            executable,
            arguments,
            environment: BuiltProgram.surroundings.merging(environment) { $1 },
            in: folder,
            input: .nothing,
            output: .nothing,
            errors: .pipe(errors)
        )
    }

    deinit {
        process.end()
    }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Reads the log until a line contains `text`, and returns that line; nil when the program ended first, or said nothing for two minutes.
    func line(containing text: String) -> String? {
        if let line = log.first(where: { $0.contains(text) }) { return line }
        while let line = nextLine() {
            if line.contains(text) { return line }
        }
        return nil
    }

    /// Reads on until a line contains `text` that was not there before, and returns it; nil when the program ended first.
    func nextLine(containing text: String) -> String? {
        while let line = nextLine() {
            if line.contains(text) { return line }
        }
        return nil
    }

    /// The next line of the log, once it is there; nil when the program has ended.
    func readLine() -> String? { nextLine() }

    /// The value of a field in a line of the log.
    static func field(_ name: String, of line: String?) -> String? {
        line?.split(separator: " ").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Sends SIGTERM and returns the exit code.
    func stop() -> Int32 {
        send(SIGTERM)
        return wait()
    }

    /// Ends it as a power cut would end the process: at once.
    func kill9() {
        send(SIGKILL)
        process.waitForEnd()
    }

    func wait() -> Int32 {
        while nextLine() != nil {}
        return process.waitForEnd()
    }

    private func nextLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[unread.startIndex..<end], as: UTF8.self)
                unread = Data(unread[unread.index(after: end)...])
                log.append(line)
                return line
            }
            // A line that never comes fails its test instead of holding up all of them.
            var ready = pollfd(fd: errors.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, Self.longestSilence) > 0 else { return nil }
            let more = errors.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            unread += more
        }
    }
}
