import Foundation
import TestSupport

/// The built program, run as a process.
enum BuiltProgram {
    /// `FUNNELBRIDGE_BINARY`, or the debug build beside the tests.
    static var path: String {
        if let path = ProcessInfo.processInfo.environment["FUNNELBRIDGE_BINARY"] { return path }
        return Repository.path(".build/debug/funnelbridge")
    }

    struct Result {
        let output: String
        let errors: String
        let exit: Int32
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - environment: its whole environment, but for PATH, HOME and TMPDIR.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL,
        input: String? = nil
    ) throws -> Result {
        try run(executable: path, arguments, environment: environment, in: folder, input: input)
    }

    static func run(
        executable: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL,
        input: String? = nil
    ) throws -> Result {
        // Files, not pipes: nothing has to be read while the program runs, and to a pipe whose program has ended without
        // reading it nobody may write: the signal would end the tests.
        let output = folder.appending(path: ".out-\(UUID().uuidString)")
        let errors = folder.appending(path: ".err-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: output)
            try? FileManager.default.removeItem(at: errors)
        }
        try Data().write(to: output)
        try Data().write(to: errors)
        var source = ChildProcess.Stream.nothing
        if let input {
            let file = folder.appending(path: ".in-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(input.utf8).write(to: file)
            source = .file(try FileHandle(forReadingFrom: file))
        }
        let process = try ChildProcess(
            executable,
            arguments,
            environment: surroundings.merging(environment) { $1 },
            in: folder,
            input: source,
            output: .file(try FileHandle(forWritingTo: output)),
            errors: .file(try FileHandle(forWritingTo: errors))
        )
        let exit = process.waitForEnd()
        return Result(
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8),
            exit: exit
        )
    }

    static var surroundings: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "TMPDIR"].contains($0.key) }
    }
}
