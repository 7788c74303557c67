import Testing

@testable import Bridge

struct PrintableTextTests {
    @Test func `no control character reaches the terminal`() {
        #expect(PrintableText.line("a\u{1B}[31mb\nc\td\u{9B}e\u{7F}") == "a [31mb c d e ")
        #expect(PrintableText.line("Zoë — 日本") == "Zoë — 日本")
    }

    @Test func `one is single`() {
        #expect([0, 1, 2].map { Counted.text($0, "event") } == ["0 events", "1 event", "2 events"])
    }
}
