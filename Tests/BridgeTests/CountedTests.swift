import Testing

@testable import Bridge

struct CountedTests {
    @Test func `one is single`() {
        #expect([0, 1, 2].map { Counted.text($0, "event") } == ["0 events", "1 event", "2 events"])
    }
}
