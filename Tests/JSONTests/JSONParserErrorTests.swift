import JSON
import Testing

struct JSONParserErrorTests {
    @Test(arguments: [
        ("", "1:1: expected a value, found the end of the text"),
        ("  \n ", "2:2: expected a value, found the end of the text"),
        ("{\n  \"a\": 1\n  \"b\": 2\n}", "3:3: expected ',' or '}', found '\"'"),
        ("[1 2]", "1:4: expected ',' or ']', found '2'"),
        ("[\"é😀\" x]", "1:7: expected ',' or ']', found 'x'"),
        ("{\"a\" 1}", "1:6: expected ':', found '1'"),
        ("{\"a\"", "1:5: expected ':', found the end of the text"),
        ("{\"a\":1", "1:7: expected ',' or '}', found the end of the text"),
        ("[", "1:2: expected a value or ']', found the end of the text"),
        ("{", "1:2: expected a name in double quotes or '}', found the end of the text"),
        ("{,", "1:2: expected a name in double quotes or '}', found ','"),
        ("{\"a\":1,2:3}", "1:8: names stand in double quotes: write '\"2\"'"),
        ("{\"a\":1,[", "1:8: expected a name in double quotes, found '['"),
        ("[1,,2]", "1:4: expected a value, found ','"),
        ("[1,]", "1:3: a comma must be followed by another value: remove it"),
        ("{\"a\":1,\n}", "1:7: a comma must be followed by another value: remove it"),
        ("{a_1: 2}", "1:2: names stand in double quotes: write '\"a_1\"'"),
        ("{'a': 2}", "1:2: strings stand in double quotes: write '\"' in place of \"'\""),
        ("[ 'a' ]", "1:3: strings stand in double quotes: write '\"' in place of \"'\""),
        ("[NaN]", "1:2: expected a value or ']', found 'NaN'"),
        ("True", "1:1: expected a value, found 'True'"),
        ("nul", "1:1: expected a value, found 'nul'"),
        ("trueish", "1:5: the JSON text ends before this, but 'ish' follows: remove it"),
        ("averyveryverylongwordthatgoeson", "1:1: expected a value, found 'averyveryverylongwordtha'"),
        ("{} x", "1:4: the JSON text ends before this, but 'x' follows: remove it"),
        ("[]]", "1:3: the JSON text ends before this, but ']' follows: remove it"),
        ("// hi\n1", "1:1: JSON has no comments: remove it"),
        ("[1, /* x */ 2]", "1:5: JSON has no comments: remove it"),
        ("[1 /* x */, 2]", "1:4: JSON has no comments: remove it"),
        ("1 // one", "1:3: JSON has no comments: remove it"),
        ("/1", "1:1: expected a value, found '/'"),
        ("\"abc", "1:1: this string has no closing '\"'"),
        ("[1,\n \"abc\\", "2:2: this string has no closing '\"'"),
        ("\"\\u12", "1:1: this string has no closing '\"'"),
        ("\"a\nb\"", "1:3: the control character U+000A (line feed) must be escaped in a string: write '\\n'"),
        ("\"a\tb\"", "1:3: the control character U+0009 (tab) must be escaped in a string: write '\\t'"),
        ("\"a\rb\"", "1:3: the control character U+000D (carriage return) must be escaped in a string: write '\\r'"),
        ("\"\u{8}\"", "1:2: the control character U+0008 must be escaped in a string: write '\\b'"),
        ("\"\u{C}\"", "1:2: the control character U+000C must be escaped in a string: write '\\f'"),
        ("\"\u{0}\"", "1:2: the control character U+0000 must be escaped in a string: write '\\u0000'"),
        ("\"\u{1F}\"", "1:2: the control character U+001F must be escaped in a string: write '\\u001f'"),
        ("\"C:\\dir\"", "1:4: 'd' after '\\' is no escape: a backslash itself is written '\\\\'"),
        ("\"\\é\"", "1:2: 'é' after '\\' is no escape: a backslash itself is written '\\\\'"),
        ("\"\\\n\"", "1:2: U+000A (line feed) after '\\' is no escape: a backslash itself is written '\\\\'"),
        ("\"\\u12G4\"", "1:2: '\\u' needs four hexadecimal digits"),
        ("007", "1:1: a number begins with no extra zero: remove it, or quote the digits to make them a string"),
        ("[-01]", "1:2: a number begins with no extra zero: remove it, or quote the digits to make them a string"),
        ("+1", "1:1: a number begins with no '+': remove it"),
        ("[-]", "1:3: expected a digit after '-', found ']'"),
        ("-Infinity", "1:2: expected a digit after '-', found 'Infinity'"),
        ("1.", "1:3: expected a digit after '.', found the end of the text"),
        ("1.e", "1:3: expected a digit after '.', found 'e'"),
        ("1e+x", "1:4: expected a digit after the exponent's 'e', found 'x'"),
        (".5", "1:1: expected a value, found '.'"),
        ("0x1F", "1:2: the JSON text ends before this, but 'x1F' follows: remove it"),
        ("\u{FEFF}\u{FEFF}1", "1:1: expected a value, found a byte order mark"),
        ("\u{FEFF}x", "1:1: expected a value, found 'x'"),
        ("\u{A0}1", "1:1: expected a value, found U+00A0"),
        ("\u{B}1", "1:1: expected a value, found U+000B"),
        ("1\u{0}", "1:2: the JSON text ends before this, but U+0000 follows: remove it"),
        ("[é]", "1:2: expected a value or ']', found 'é'"),
        ("{\r\n\"a\":x}", "2:5: expected a value, found 'x'"),
    ])
    func `errors of JSON say where and what`(text: String, expected: String) {
        let error = #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(text.utf8)) }
        #expect(error?.description == expected)
    }

    @Test(arguments: [
        ("// only a comment", "1:18: expected a value, found the end of the text"),
        ("[1, /* never closed\n]", "1:5: this comment has no closing '*/'"),
        ("[1,,]", "1:4: expected a value, found ','"),
        ("[,]", "1:2: expected a value or ']', found ','"),
        ("{\"a\": 1 /* x */ \"b\": 2}", "1:17: expected ',' or '}', found '\"'"),
        ("/ 1", "1:1: expected a value, found '/'"),
        ("[1] 2", "1:5: the JSON text ends before this, but '2' follows: remove it"),
        ("// ä\n  {b: 1}", "2:4: names stand in double quotes: write '\"b\"'"),
    ])
    func `errors of JSONC say where and what`(text: String, expected: String) {
        let error = #expect(throws: JSONParserError.self) {
            try JSONDocument(parsing: Array(text.utf8), dialect: .jsonc)
        }
        #expect(error?.description == expected)
    }

    @Test func `bytes that are not UTF-8 are told from what is wrong otherwise`() {
        for text: [UInt8] in [[0x22, 0x61, 0xFF, 0x22], [0x20, 0x5B, 0xE9, 0x5D]] {
            let error = #expect(throws: JSONParserError.self) { try JSONDocument(parsing: text) }
            #expect(error?.description == "1:3: the bytes here are not UTF-8: save or send the text as UTF-8")
            #expect(error?.offset == 2)
        }
        let behind = #expect(throws: JSONParserError.self) { try JSONDocument(parsing: [0x31, 0xFF]) }
        #expect(behind?.reason == .invalidUTF8)
    }

    @Test func `depth and its limit are named`() {
        let error = #expect(throws: JSONParserError.self) {
            try JSONDocument(parsing: [UInt8](repeating: 0x5B, count: 200))
        }
        #expect(error?.description == "1:129: objects and arrays nest more than 128 deep")
    }
}
