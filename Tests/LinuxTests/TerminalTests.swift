import Linux
import Testing

/// What a text from outside may do to a terminal.
struct TerminalTests {
    @Test(arguments: [
        ("a\u{1B}[31mb\nc\td\u{9B}e\u{7F}", "a [31mb c d e "), ("a\u{2028}b\u{2029}c", "a b c"),
        ("a\u{202E}b\u{2066}c\u{2069}", "a b c "), ("Zoë — 日本", "Zoë — 日本"),
        ("👩\u{200D}🚀 \u{645}\u{6CC}\u{200C}\u{62E}", "👩\u{200D}🚀 \u{645}\u{6CC}\u{200C}\u{62E}"),
    ])
    func `what would steer a terminal is a space, and what joins letters stays`(text: String, shown: String) {
        #expect(text.printable == shown)
    }

    @Test(arguments: [
        ("a", 1), ("ß", 1), ("\u{301}", 0), ("\u{200D}", 0), ("日", 2), ("ス", 2), ("👟", 2), ("⌚", 2), ("→", 1),
    ])
    func `a scalar takes the columns that a terminal gives it`(text: String, columns: Int) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(scalar.columns == columns)
    }
}
