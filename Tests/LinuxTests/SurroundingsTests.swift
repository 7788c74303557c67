import Foundation
import TestSupport
import Testing

@testable import Linux

/// What the kernel says of files, file systems and processes.
struct SurroundingsTests {
    @Test func `a file system has room, and less than in all`() throws {
        let space = try FileSystemSpace(holding: "/proc/self/exe")
        #expect(space.total > 0)
        #expect(space.free >= 0 && space.free <= space.total)
        #expect(throws: SystemError.self) { try FileSystemSpace(holding: "/nowhere/at/all") }
    }

    @Test func `a file system that says it is endless has as much room as an Int can say`() {
        #expect(FileSystemSpace.bytes(blocks: 3, of: 4_096) == 12_288)
        #expect(FileSystemSpace.bytes(blocks: 1 << 61, of: 4) == .max)
        #expect(FileSystemSpace.bytes(blocks: .max, of: 1) == .max)
    }

    @Test func `a file has its size and permissions`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(String(repeating: "x", count: 321), to: "file")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try FileStatus(path) == FileStatus(size: 321, permissions: 0o640))
        #expect(Files.mayWrite(path))
        #expect(throws: SystemError.self) { try FileStatus(path + ".none") }
    }

    @Test func `a process's environment is the one that it was started with`() throws {
        let environment = ["FIRST": "a=b", "EMPTY": "", "SECOND": "two words\nand a line"]
        let input = Pipe()
        let output = Pipe()
        let process = try ChildProcess(
            "/usr/bin/cat",
            [],
            environment: environment,
            input: .pipe(input),
            output: .pipe(output)
        )
        defer { process.end() }
        // Once it answers, it is no longer the copy of this process that it begins as.
        try input.fileHandleForWriting.write(contentsOf: Data("started\n".utf8))
        #expect(output.fileHandleForReading.availableData == Data("started\n".utf8))
        #expect(try Linux.Process.environment(of: process.processIdentifier) == environment)
        #expect(try Linux.Process.name(of: process.processIdentifier) == "cat")
        #expect(throws: SystemError.self) { try Linux.Process.environment(of: .max) }
    }
}
