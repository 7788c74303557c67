import JSON
import Testing

/// What RFC 8259 calls JSON must be read, and nothing else.
struct JSONParserAcceptanceTests {
    @Test(arguments: [
        "[]", "{}", "0", "-0", "1", "-1", "10", "1234567890", "0.5", "-0.5", "1e5", "1E5", "1e+5", "1e-5", "0e0",
        "0E+0", "-0.0e-0",
        "123e65", "0.1e1", "1.5E+22", "123.456e78", "-123123e100000", "0.4e00669999999999999999999999999999999999",
        "123456789012345678901234567890.123456789012345678901234567890", "true", "false", "null", "\"\"", "\"a\"",
        " 1 ",
        "\t\n\r [ \t\n\r ] \t\n\r ", "[1]", "[1,2]", "[[]]", "[[],[]]", "[{}]", "[null]", "[null,1,\"1\",{}]",
        "[ 1 , 2 ]", "[1]\n", "{\"a\":1}",
        "{\"a\":1,\"b\":2}", "{ \"a\" : 1 , \"b\" : 2 }", "{\"\":0}", "{\"a\":[]}", "{\"a\":{}}",
        "{\"a\":{\"b\":[{\"c\":null}]}}", "{\"a\":1,\"a\":1}",
        "{\"a\":\"b\",\"a\":\"c\"}", "{\"foo\\u0000bar\":42}", "{\n\"a\": 1\n}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"", "\"\\u0041\\u00E9\\uffFF\"",
        "\"\\uD83D\\uDE00\"", "\"\\uD834\\uDD1E\"", "\"\\uDBFF\\uDFFF\"", "\"\\uD800\"", "\"\\uDC00\"",
        "\"\\uD800\\uD800\\u0041\"", "\"\\uD83Dx\"",
        "\"\\uD83D\\n\"", "\"\\uDFAA\"", "\"é\"", "\"日本語\"", "\"😀\"", "\"\u{10FFFF}\"", "\"\u{FFFF}\"", "\"\u{FFFE}\"",
        "\"\u{80}\"", "\"\u{7FF}\u{800}\"",
        "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", "\"/\"", "\"a/*b*/c//\"", "\"\\u0060\\u012a\\u12AB\"",
        "\"[{,:}]\"", "\"\\\\\"",
        "\"\\\\a\"", "\"\\\"\"", "\"\u{A0}\"", "[\"a\",\"b\"]", "[-0]", "[-1]", "[0,0]", "[2] ", " []", "[1,\n1\n,1]",
        "\u{FEFF}{}", "\u{FEFF} [1]",
    ])
    func `JSON is read`(text: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(String(decoding: document.root.source, as: UTF8.self) == text.trimmed)
        _ = try JSONDocument(parsing: Array(text.utf8), dialect: .jsonc)
    }

    @Test(arguments: [
        "", " ", "\u{FEFF}", "[", "]", "{", "}", "[1", "[1,", "[,", "[,1]", "[1,,2]", "[1 2]", "[1:2]", "[1}", "{1}",
        "[\"a\"", "[\"a", "[\"a\" ,", "[[]", "[]]",
        "[]x", "[] []", "{}{}", "{},", "1 2", "1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\" 1}",
        "{\"a\",1}", "{\"a\"::1}", "{\"a\":1 \"b\":2}", "{:1}",
        "{,}", "{1:1}", "{a:1}", "{'a':1}", "{null:1}", "{[]:1}", "{\"a\":}", "{\"a\":]", "{\"a\":1]",
        "{\"a\":1,,\"b\":2}", "{\"a\":1}}", "{\"a\":1}#", "{\"a\" b}",
        "tru", "truee", "True", "TRUE", "nul", "nulll", "fals", "falsey", "None", "undefined", "NaN", "Infinity",
        "-Infinity", "-NaN", "inf", "-", "--1", "+1", "+", "-a",
        "- 1", "-01", "00", "01", "012", "1.", "1.e5", ".5", "-.5", "1e", "1e+", "1e-", "1E", "1e1.5", "1ee5", "1e+-5",
        "1.2.3", "1.2e", "0x10", "0b1", "1_000", "1a", "1 000",
        "1L", "0e", "0e+", "0.e1", "2.e+3", "9.e+", "[1+2]", "[- 1]", "[-]", "[.1]", "[1.]", "１", "\"", "\"a", "\"\\",
        "\"\\\"", "\"\\u", "\"\\u00", "\"\\u00\"", "\"\\u000\"", "\"\\u000G\"",
        "\"\\u-123\"", "\"\\u 123\"", "\"\\x41\"", "\"\\a\"", "\"\\0\"", "\"\\'\"", "\"\\U0041\"", "\"\\ \"", "\"\\é\"",
        "\"\\\n\"", "'a'", "a", "\\u0041", "\"a\"b", "\"a\" \"b\"",
        "\"\n\"", "\"\t\"", "\"\r\"", "\"\u{0}\"", "\"\u{1F}\"", "\"plain text before it\u{8}\"", "\u{0}", "[\u{0}]",
        "1\u{0}", "\u{0B}1", "\u{0C}1", "\u{A0}1", "\u{2028}1", "\u{200B}1",
        "[1]\u{FEFF}", "\u{FEFF}\u{FEFF}1", "[\u{FEFF}]", "*", "@", "<.>", "[<null>]", "[1,\u{0C}2]", "({\"a\":1})",
        "\"\u{E9}\\\u{E9}\"", "[\"\": 1]", "[\"\",]\"", "{\"a\":/*", "é", "å", "[🎉]",
    ])
    func `what is not JSON is refused in both dialects`(text: String) {
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(text.utf8)) }
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(text.utf8), dialect: .jsonc) }
    }

    @Test(arguments: [
        "[1,]", "[1,2, ]", "{\"a\":1,}", "{\"a\":1 , \n}", "//c\n1", "1//c", "1 //", "/**/1", "1/**/", "/*/*/1",
        "/* * / ** */[/*é*/1/*\n*/,//x\r\n2,/**/]", "{/**/\"a\"/**/:/**/1/**/,/**/}",
        "[1]// no line end", "{\"a\":[1,],}",
    ])
    func `comments and trailing commas are JSONC alone`(text: String) throws {
        _ = try JSONDocument(parsing: Array(text.utf8), dialect: .jsonc)
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        "[,]", "{,}", "[1,,]", "{\"a\":1,,}", "/1", "1/", "/*1", "/*/", "1/*", "#c\n1", "[1/ /]", "<!-- -->1",
        "/* /* */ */1", "//", "{a:1}", "['a']", "[+1]", "[.5]", "[0x1]", ",", "[1],",
    ])
    func `nothing else of JSON5 is read`(text: String) {
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(text.utf8), dialect: .jsonc) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xE2, 0x82, 0x41],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE9], [0xFF, 0xFE], [0xC3, 0xA9, 0xA9],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        for padding in 0..<10 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + bytes
            let error = #expect(throws: JSONParserError.self) { try JSONDocument(parsing: text + [0x22]) }
            #expect(error?.reason == .invalidUTF8)
            #expect(throws: JSONParserError.self) { try JSONDocument(parsing: text) }
        }
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: bytes) }
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: [0x5B] + bytes + [0x5D]) }
        #expect(throws: JSONParserError.self) {
            try JSONDocument(parsing: [0x31, 0x2F, 0x2F] + bytes, dialect: .jsonc)
        }
    }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
    func `nesting of 128 is read and no more`(open: String, close: String) throws {
        let core = open == "[" ? "" : "1"
        let deepest = String(repeating: open, count: 128) + core + String(repeating: close, count: 128)
        let document = try JSONDocument(parsing: Array(deepest.utf8))
        #expect(document.root.kind.isContainer)
        let tooDeep = String(repeating: open, count: 129) + core + String(repeating: close, count: 129)
        let error = #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(tooDeep.utf8)) }
        #expect(error?.reason == .tooDeep(limit: 128))
        #expect(error?.offset == 128 * open.utf8.count)
        #expect(throws: JSONParserError.self) { try JSONDocument(parsing: [UInt8](repeating: 0x5B, count: 1_000_000)) }
        // Siblings are not depth.
        _ = try JSONDocument(
            parsing: Array(("[" + Array(repeating: "[]", count: 1_000).joined(separator: ",") + "]").utf8)
        )
    }
}

extension String {
    /// Without the white space of JSON and a byte order mark around it.
    fileprivate var trimmed: String {
        let space: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{FEFF}"]
        let scalars = unicodeScalars.drop { space.contains($0) }
        return String(String.UnicodeScalarView(scalars.reversed().drop { space.contains($0) }.reversed()))
    }
}
