import JSON
import Testing

struct JSONNodeTextTests {
    @Test(arguments: [
        (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u20AC\uFFFF""#, "Aé€\u{FFFF}"),
        (#""\ud83d\ude00\uDBFF\uDFFF""#, "😀\u{10FFFF}"), (#""\u0000x""#, "\u{0}x"), (#""\ud83d""#, "\u{FFFD}"),
        (#""\ude00""#, "\u{FFFD}"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
        (#""\ud83d\n""#, "\u{FFFD}\n"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\\ude00""#, "\u{FFFD}\\ude00"), ("12.50", "12.50"),
        ("-0e5", "-0e5"), ("true", "true"), ("false", "false"), ("null", "null"),
        ("[1]", ""), (#"{"a":1}"#, ""),
    ])
    func `text is decoded`(source: String, expected: String) throws {
        let document = try JSONDocument(parsing: Array(source.utf8))
        #expect(document.root.text.unicodeScalars.elementsEqual(expected.unicodeScalars))
        #expect(document.root.withText { Array($0) } == Array(expected.utf8))
    }

    @Test func `a text lent may throw`() throws {
        struct Refusal: Error, Equatable {}
        for source in [#""a""#, #""\u0061""#] {
            let document = try JSONDocument(parsing: Array(source.utf8))
            #expect(throws: Refusal()) { try document.root.withText { _ throws(Refusal) in throw Refusal() } }
        }
    }

    @Test func `a byte of the text is found in the file`() throws {
        let source = #"["ab\n\u00e9c\ud83d\ude00d", "xyz", 12]"#
        let document = try JSONDocument(parsing: Array(source.utf8))
        let escaped = try #require(document.root[0])
        // a b \n é(2) c 😀(4) d, then the closing quote
        #expect((0...11).map { escaped.offset(ofDecodedByte: $0) } == [2, 3, 4, 6, 6, 12, 13, 13, 13, 13, 25, 26])
        #expect(escaped.offset(ofDecodedByte: 99) == 26)
        let plain = try #require(document.root[1])
        #expect((0...3).map { plain.offset(ofDecodedByte: $0) } == [30, 31, 32, 33])
        #expect(plain.offset(ofDecodedByte: 99) == 33)
        let number = try #require(document.root[2])
        #expect(number.offset(ofDecodedByte: 1) == number.offset + 1)
    }

    @Test(arguments: [
        ("é\n b", 0, 1, 1), ("é\n b", 2, 1, 2), ("é\n b", 3, 2, 1), ("é\n b", 4, 2, 2), ("é\n b", 99, 2, 3),
        ("\u{FEFF}ab", 4, 1, 2), ("\u{FEFF}ab", 0, 1, 1),
        ("a\r\nb", 3, 2, 1), ("", 0, 1, 1),
    ])
    func `places are counted as editors do`(text: String, offset: Int, line: Int, column: Int) {
        #expect(SourceLocation.of(offset: offset, in: Array(text.utf8)) == SourceLocation(line: line, column: column))
    }
}
