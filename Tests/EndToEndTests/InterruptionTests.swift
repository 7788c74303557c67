import Foundation
import TestSupport
import Testing

/// How the commands that go on until they are stopped end, and what they leave.
struct InterruptionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func sandbox(launcher: [String] = []) throws -> RunningProgram {
        let command = launcher + [BuiltProgram.path, "sandbox", "--listen", "127.0.0.1:0"]
        let program = try RunningProgram(executable: "/usr/bin/env", command, in: folder.url)
        try #require(program.line(containing: "message=listening") != nil)
        return program
    }

    /// What stands in the folder for temporary files that a demonstration was given.
    private func left() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("temporary"))
    }

    private func demo(_ launcher: String...) throws -> RunningProgram {
        try FileManager.default.createDirectory(atPath: folder.path("temporary"), withIntermediateDirectories: true)
        return try RunningProgram(
            executable: "/usr/bin/env",
            launcher + [BuiltProgram.path, "demo", "--mappings", Repository.path("mappings")],
            environment: ["TMPDIR": folder.path("temporary")],
            in: folder.url
        )
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `each signal that asks for the end stops the sandbox cleanly`(signal: Int32) throws {
        let program = try sandbox()
        program.send(signal)
        #expect(program.wait() == 0)
        #expect(program.log.contains { $0.contains("message=stopped") })
    }

    @Test func `a sandbox that is started to outlive its terminal does`() throws {
        let program = try sandbox(launcher: ["--ignore-signal=HUP"])
        let descriptors = "/proc/\(program.identifier)/fdinfo"
        let mask = try FileManager.default.contentsOfDirectory(atPath: descriptors)
            .flatMap { try String(contentsOfFile: "\(descriptors)/\($0)", encoding: .utf8).split(separator: "\n") }
            .first { $0.hasPrefix("sigmask:") }?.split(separator: "\t").last
        // Bit 0 is SIGHUP: it is not even looked at.
        #expect(try #require(mask.flatMap { UInt64($0, radix: 16) }) & 1 == 0)
        program.send(SIGHUP)
        #expect(program.stop() == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a demonstration that is interrupted leaves nothing behind`(signal: Int32) throws {
        let program = try demo()
        // On a busy machine it may be over before anybody has looked.
        #expect(try Condition.comesToHold { try !left().isEmpty || !program.isRunning })
        program.send(signal)
        _ = program.wait()
        #expect(try left() == [])
    }

    @Test func `a demonstration whose reader goes away leaves nothing behind`() throws {
        let program = try demo("sh", "-c", "\"$@\" | head -n 1", "sh")
        #expect(program.wait() == 0)
        #expect(try left() == [])
    }
}
