import JSON
import Testing

@testable import Mappings

struct DiagnosticTests {
    @Test func `place, message, source line, carets and suggestion`() {
        var bag = DiagnosticBag(file: "mappings/quiz.jsonc", bytes: Array("{\n  \"a\": \"$.b | numbr\"\n}\n".utf8))
        bag.error(.unknownFilter, at: 16..<21, "unknown filter 'numbr'", suggestion: "number")
        #expect(
            bag.diagnostics.map(\.text) == [
                """
                mappings/quiz.jsonc:2:15: error: unknown filter 'numbr'
                 2 |   "a": "$.b | numbr"
                   |               ^^^^^
                  did you mean 'number'?
                """
            ]
        )
    }

    @Test(arguments: [
        ("\tbad", 1..<4, "\tbad", "\t^^^"),
        ("日本bad", 6..<9, "日本bad", "    ^^^"),
        ("e\u{301}bad", 3..<6, "e\u{301}bad", " ^^^"),
        ("日bad", 0..<3, "日bad", "^^"),
        ("bad", 3..<3, "bad", "   ^"),
        ("a\u{1B}[31mbad", 6..<9, "a\u{FFFD}[31mbad", "      ^^^"),
        ("a\u{202E}bad", 4..<7, "a\u{FFFD}bad", "  ^^^"),
    ])
    func `carets stand under the text, however wide it is`(
        line: String,
        range: Range<Int>,
        shown: String,
        carets: String
    ) throws {
        var bag = DiagnosticBag(file: "f", bytes: Array(line.utf8))
        bag.error(.invalidSyntax, at: range, "m")
        let lines = try #require(bag.diagnostics.first).text.split(separator: "\n")
        #expect(lines[1] == " 1 | \(shown)")
        #expect(lines[2] == "   | \(carets)")
    }

    @Test func `of a very long line only the part around the problem is shown`() throws {
        var bag = DiagnosticBag(file: "f", bytes: Array(String(repeating: "x", count: 10_000).utf8))
        bag.error(.invalidSyntax, at: 5_000..<5_003, "m")
        let lines = try #require(bag.diagnostics.first).text.split(separator: "\n")
        #expect(lines[0] == "f:1:5001: error: m")
        #expect(lines[1].count < 180)
        let under = Array(lines[2])
        let first = try #require(under.firstIndex(of: "^"))
        #expect(Array(lines[1])[first] == "x")
        #expect(under.filter { $0 == "^" }.count == 3)
    }

    @Test func `on a terminal the line fits, and the caret is under its letter`() throws {
        let line = String(repeating: "x", count: 90) + "!" + String(repeating: "y", count: 90)
        var bag = DiagnosticBag(file: "f", bytes: Array(line.utf8))
        bag.error(.invalidSyntax, at: 90..<91, "m")
        let lines = try #require(bag.diagnostics.first).text(columns: 80).split(separator: "\n")
        #expect(lines.map(\.count).max() == 80)
        let under = Array(lines[2])
        let place = try #require(under.firstIndex(of: "^"))
        #expect(Array(lines[1])[place] == "!")
    }

    @Test func `the object of check --json`() {
        var writer = JSONWriter()
        Diagnostic(file: "f", line: 3, column: 4, code: .unknownKey, message: "m", suggestion: nil).write(into: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"file":"f","line":3,"column":4,"severity":"error","code":"unknown-key","message":"m","suggestion":null}"#
        )
    }

    @Test func `codes are words in lower case with hyphens`() {
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.allSatisfy { $0 == "-" || ($0.isLowercase && $0.isASCII) })
        }
    }
}
