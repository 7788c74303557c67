import Testing

@testable import Linux

struct NamedThreadTests {
    @Test func `a thread has run when it is joined`() throws {
        let bell = try Doorbell()
        NamedThread("test") { bell.ring() }.join()
        #expect(bell.wait(milliseconds: 0))
    }

    @Test func `to join a thread twice ends the program, and waits for no other thread`() async {
        await #expect(processExitsWith: .failure) {
            let thread = NamedThread("test") {}
            thread.join()
            thread.join()
        }
    }
}
