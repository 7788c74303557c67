import Glibc
import TestSupport
import Testing

@testable import Linux

struct ChildProcessTests {
    @Test func `a program's exit code comes back`() throws {
        #expect(try ChildProcess(["true"], input: []).wait(atMost: 120_000) == .exited(0))
        #expect(try ChildProcess(["sh", "-c", "exit 7"], input: []).wait(atMost: 120_000) == .exited(7))
    }

    @Test func `a program reads its input to the end`() throws {
        let child = try ChildProcess(["sh", "-c", "test \"$(cat)\" = hello"], input: Array("hello".utf8))
        #expect(try child.wait(atMost: 120_000) == .exited(0))
    }

    @Test func `a program that runs too long is killed`() throws {
        #expect(try ChildProcess(["sleep", "60"], input: []).wait(atMost: 20) == .outOfTime)
    }

    @Test func `what a program that is killed has started is killed with it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        // Held open for writing by the program and by what it starts: its end says that both are gone.
        let script = "exec 3> \(path); sleep 600 & echo >&3; sleep 600"
        let child = try ChildProcess(["sh", "-c", script], input: [])
        let pipe = FileDescriptor(owning: open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
        var readable = pollfd(fd: pipe.number, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        try #require(poll(&readable, 1, 120_000) == 1)
        try #require(read(pipe.number, &byte, 1) == 1)
        #expect(try child.wait(atMost: 60_000, unless: { true }) == .abandoned)
        #expect(poll(&readable, 1, 120_000) == 1)
        #expect(read(pipe.number, &byte, 1) == 0)
    }

    @Test func `signals end a program as they should`() throws {
        #expect(try ChildProcess(["sh", "-c", "kill -TERM $$"], input: []).wait(atMost: 120_000) == .killed(15))
    }

    @Test func `a program that is not there is an error with its name`() throws {
        let error = #expect(throws: SystemError.self) { try ChildProcess(["/nowhere/at-all"], input: []) }
        #expect(error?.subject == "/nowhere/at-all")
    }
}
