import JSONPath
import Testing

/// What patterns match.
struct IRegexpMatchTests {
    private static let aPatternMatchesACases: [(String, String, Bool)] = [
        ("", "", true), ("", "a", false), ("a", "a", true), ("a", "b", false), ("abc", "abc", true),
        ("abc", "abcd", false),
        ("a|b", "b", true), ("a|b", "ab", false), ("a||b", "", true), ("()", "", true), ("(a|b)*c", "ababc", true),
        ("a*", "", true), ("a*", "aaa", true), ("a+", "", false), ("a+", "aaa", true), ("a?b", "b", true),
        ("a?b", "aab", false),
        ("a{2}", "aa", true), ("a{2}", "a", false), ("a{2}", "aaa", false), ("a{2,}", "aaaaa", true),
        ("a{2,}", "a", false),
        ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false), ("a{0}", "", true), ("a{0}", "a", false),
        ("(ab){2}", "abab", true),
        ("a{0,1}b", "b", true), ("(a{2}){2}", "aaaa", true), ("(a*)*", "aaaa", true), ("(a*)*", "b", false),
        ("((a?)*)*b", "aaab", true),
        (".", "a", true), (".", "\n", false), (".", "\r", false), (".", "\u{2028}", true), (".", "\u{85}", true),
        (".", "\t", true),
        (".", "𝄞", true), (".", "é", true), (".", "e\u{301}", false), ("..", "e\u{301}", true),
        ("[abc]", "b", true), ("[abc]", "d", false), ("[^abc]", "d", true), ("[^abc]", "a", false),
        ("[^abc]", "\n", true),
        ("[a-c]", "b", true), ("[a-c]", "-", false), ("[a\\-c]", "-", true), ("[-a]", "-", true), ("[a-]", "-", true),
        ("[\\]]", "]", true), ("[\\^]", "^", true), ("[^^]", "^", false), ("[.]", "a", false), ("[.]", ".", true),
        ("[$]5", "$5", true),
        ("[é-ü]", "ö", true), ("[é-ü]", "o", false), ("[\\n-\\r]", "\u{B}", true), ("[😀-😎]", "😃", true),
        ("\\p{L}", "é", true), ("\\p{L}", "1", false), ("\\p{Lu}", "Ж", true), ("\\p{Lu}", "ж", false),
        ("\\P{Lu}", "ж", true),
        ("\\p{Ll}", "a", true), ("\\p{Nd}", "٣", true), ("\\p{Nd}", "3", true), ("\\p{N}", "Ⅷ", true),
        ("\\p{Nl}", "Ⅷ", true), ("\\p{No}", "½", true),
        ("\\p{Zs}", " ", true), ("\\p{Z}", "\u{2028}", true), ("\\p{Zl}", "\u{2028}", true),
        ("\\p{Zp}", "\u{2029}", true), ("\\p{Sc}", "€", true),
        ("\\p{Sm}", "+", true), ("\\p{Sk}", "^", true), ("\\p{So}", "☺", true), ("\\p{P}", "!", true),
        ("\\p{Pd}", "-", true), ("\\p{Ps}", "(", true),
        ("\\p{Pe}", ")", true), ("\\p{Pi}", "«", true), ("\\p{Pf}", "»", true), ("\\p{Pc}", "_", true),
        ("\\p{Po}", "!", true), ("\\p{Mn}", "\u{301}", true),
        ("\\p{Mc}", "\u{903}", true), ("\\p{Me}", "\u{20DD}", true), ("\\p{Lt}", "ǅ", true), ("\\p{Lm}", "ʰ", true),
        ("\\p{Lo}", "漢", true),
        ("\\p{Cc}", "\u{0}", true), ("\\p{Cf}", "\u{200B}", true), ("\\p{Co}", "\u{E000}", true),
        ("\\p{Cn}", "\u{378}", true), ("\\p{C}", "\u{378}", true),
        ("[\\p{L}\\p{Nd}]+", "aé9漢", true), ("[^\\p{L}]", "a", false), ("[^\\P{L}]", "a", true),
        ("[\\P{L}]", "é", false), ("[x\\P{L}]", "x", true),
        ("\\(\\)\\*\\+\\-\\.\\?", "()*+-.?", true), ("\\[\\\\\\]\\^\\{\\|\\}", "[\\]^{|}", true),
        ("\\n\\r\\t", "\n\r\t", true),
        ("^a$", "a", true), ("^(a|b)$", "b", true), ("(^a|^b)c", "bc", true), ("a^b", "a^b", true),
        ("a$b", "a$b", true), ("\\^a", "^a", true),
        ("a(b$|c$)", "ac", true), ("x(^a)", "x^a", true), ("^^a", "^a", true), ("$5", "$5", true), ("^*a", "^^a", true),
        ("[0-9]{4}-[0-9]{2}", "2023-11", true), ("[a-z]+@[a-z]+\\.com", "ada@example.com", true),
    ]

    @Test(arguments: aPatternMatchesACases)
    func `a pattern matches a whole text`(pattern: String, text: String, expected: Bool) throws {
        #expect(try IRegexp(pattern).matches(whole: Array(text.utf8)) == expected)
    }

    private static let aPatternIsFoundCases: [(String, String, Bool)] = [
        ("b", "abc", true), ("", "abc", true), ("", "", true), ("d", "abc", false), ("^b", "abc", false),
        ("^a", "abc", true),
        ("c$", "abc", true), ("b$", "abc", false), ("^$", "", true), ("^$", "a", false), ("^", "a", true),
        ("$", "a", true),
        ("a|^b", "xb", false), ("(b|c)$", "abc", true), ("é", "caf\u{E9}!", true), ("b.d", "ab\ncd", false),
        ("[0-9]+", "order 66", true),
        ("a.*z", "xxaxxzxx", true), ("ab{3}c", "abbabbbc", true),
    ]

    @Test(arguments: aPatternIsFoundCases)
    func `a pattern is found anywhere in a text`(pattern: String, text: String, expected: Bool) throws {
        #expect(try IRegexp(pattern).search(in: Array(text.utf8)) == expected)
    }

    private static let theFirstMatchIsCases: [(String, String, String?, String?)] = [
        ("[0-9]+", "order 66 and 7", "66", nil), ("([0-9]+)", "order 66 and 7", "66", "66"),
        ("order ([0-9]+)", "order 66", "order 66", "66"), ("a|ab", "ab", "a", nil), ("ab|a", "ab", "ab", nil),
        ("(a|ab)(c|bcd)", "abcd", "abcd", "a"), ("a*", "baaa", "", nil), ("a+", "baaa", "aaa", nil),
        ("(a)|b", "b", "b", nil), ("(a)|(b)", "b", "b", nil), ("(a|b)*", "abab", "abab", "b"),
        ("(a*)b", "aab", "aab", "aa"),
        ("x(y?)z", "xz", "xz", ""), ("((a)b)c", "abc", "abc", "ab"),
        ("utm_source=([^&]*)", "?a=1&utm_source=x&b=2", "utm_source=x", "x"),
        ("(é)", "caf\u{E9}", "\u{E9}", "\u{E9}"), ("$([0-9]+)", "costs $42", "$42", "42"),
        ("[$]([0-9]+)", "costs $42", "$42", "42"),
        ("^([a-z]+)", "abc def", "abc", "abc"), ("([a-z]+)$", "abc def", "def", "def"),
        ("(a{2,3})", "aaaa", "aaa", "aaa"),
        ("(a|b|c){2}", "abc", "ab", "b"), ("b|abc", "abc", "abc", nil), ("(a?)(ab)?", "ab", "a", "a"),
        ("z", "abc", nil, nil), ("[^é]", "éé", nil, nil), ("", "abc", "", nil), ("(a+)(b+)?", "aab", "aab", "aa"),
        ("(|a)b", "ab", "ab", "a"),
    ]

    @Test(arguments: theFirstMatchIsCases)
    func `the first match is the leftmost, by the order of alternatives`(
        pattern: String,
        text: String,
        match: String?,
        group: String?
    ) throws {
        let utf8 = Array(text.utf8)
        let found = try IRegexp(pattern).firstMatch(in: utf8)
        #expect(found.map { String(decoding: utf8[$0.range], as: UTF8.self) } == match)
        #expect(found?.firstGroup.map { String(decoding: utf8[$0], as: UTF8.self) } == group)
    }

    @Test func `bytes that are no UTF-8 count as replacement characters`() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xE2, 0x82, 0xF0, 0x9F, 0x98, 0xED, 0xA0, 0x80, 0xC0, 0x80]
        #expect(try IRegexp("a\u{FFFD}+").matches(whole: bytes))
        #expect(try IRegexp("a.{12}").matches(whole: bytes))
        #expect(try IRegexp("").search(in: bytes))
        #expect(try IRegexp("\u{FFFD}{7}").matches(whole: [0xE0, 0x80, 0xAF, 0xF0, 0x80, 0x80, 0xAF]))
    }

    @Test func `a group that is to be repeated no time is the pattern's, too`() throws {
        #expect(try IRegexp("(a){0}b").hasGroup)
        #expect(try IRegexp("(a){0}b(c)").firstMatch(in: Array("bc".utf8))?.firstGroup == nil)
    }

    @Test func `one machine runs patterns of any size after each other`() throws {
        let small = try IRegexp("a")
        let large = try IRegexp("(b{50})")
        let text = Array((String(repeating: "b", count: 50) + "a").utf8)
        for _ in 0..<3 {
            #expect(small.firstMatch(in: text)?.range == 50..<51)
            #expect(large.firstMatch(in: text)?.firstGroup == 0..<50)
        }
    }
}
