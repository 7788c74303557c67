import Testing

@testable import Linux

struct ChildProcessTests {
    @Test func `a program's exit code comes back`() throws {
        #expect(try ChildProcess(["true"], input: []).wait(atMost: 10_000) == .exited(0))
        #expect(try ChildProcess(["sh", "-c", "exit 7"], input: []).wait(atMost: 10_000) == .exited(7))
    }

    @Test func `a program reads its input to the end`() throws {
        let child = try ChildProcess(["sh", "-c", "test \"$(cat)\" = hello"], input: Array("hello".utf8))
        #expect(try child.wait(atMost: 10_000) == .exited(0))
    }

    @Test func `a program that runs too long is killed`() throws {
        #expect(try ChildProcess(["sleep", "60"], input: []).wait(atMost: 20) == .outOfTime)
    }

    @Test func `signals end a program as they should`() throws {
        #expect(try ChildProcess(["sh", "-c", "kill -TERM $$"], input: []).wait(atMost: 10_000) == .killed(15))
    }

    @Test func `a program that is not there is an error with its name`() throws {
        let error = #expect(throws: SystemError.self) { try ChildProcess(["/nowhere/at-all"], input: []) }
        #expect(error?.subject == "/nowhere/at-all")
    }
}
