import JSONPath
import Testing

/// The grammar of RFC 9485 section 3.
struct IRegexpGrammarTests {
    @Test(arguments: [
        "", "a", "abc", "a|b", "|", "a||b", "|a", "a|", "()", "(a)", "((a)|b)*", "a*", "a+", "a?", "a{2}", "a{2,}",
        "a{2,3}", "a{0}", "a{0,0}", "a{0,}", "(a|b){2}", ".", ".*", "[a]", "[abc]", "[a-z]", "[a-zA-Z0-9]", "[^a]",
        "[^a-z]", "[-]", "[-a]", "[a-]", "[^-]", "[^-a]", "[^a-]", "[--]", "[a-c-]", "[^^]", "[$]", "[.]", "[*+?(){}|]",
        "[,]", "[\\-]", "[\\]]", "[\\[]", "[\\\\]", "[\\n\\r\\t]", "[\\^a]", "[a\\-z]", "[!-\\-]", "[\\(-\\)]",
        "\\p{L}", "\\p{Lu}", "\\P{Lu}", "[\\p{L}\\p{Nd}_]", "[^\\P{L}]", "\\p{C}", "\\p{Cn}", "\\p{Zs}", "\\p{Sc}",
        "\\(\\)\\*\\+\\-\\.\\?\\[\\\\\\]\\^\\{\\|\\}\\n\\r\\t", "^a$", "a^b", "a$b", "^", "$", "-", ",", "a-b", "a,b",
        "/", "\"", "'",
        "é", "𝄞", "[é-𝄞]", "<>", "#", "&", "~", " ", "\t", "\u{0}", "=!:", "[\u{0}-\u{10FFFF}]", "a{00002}", "a{1,1}",
    ])
    func `what the grammar has is a pattern`(pattern: String) {
        #expect(throws: Never.self) { try IRegexp(pattern) }
    }

    @Test(arguments: [
        "(", ")", "(a", "a)", "(a))", "[", "[a", "]", "[]", "[^]", "[]a]", "{", "}", "{2}", "a{", "a{}", "a{,2}",
        "a{a}",
        "a{2", "a{2,", "a{2,a}", "a{2,1}", "a{-1}", "a{ 2}", "a}", "*", "+", "?", "*a", "(*)", "a|*", "a**", "a*+",
        "a+?",
        "a*?", "a??", "a{2}{3}", "a{2}?", "\\", "a\\", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B", "\\A",
        "\\z", "\\Z",
        "\\1", "\\0", "\\x41", "\\u0041", "\\c", "\\i", "\\f", "\\v", "\\a", "\\e", "\\/", "\\$", "\\\"", "\\,", "\\ ",
        "\\<",
        "(?:a)", "(?=a)", "(?!a)", "(?<=a)", "(?<n>a)", "(?i)a", "(?P<n>a)", "[a-b-c]", "[a--]", "[a-\\p{L}]",
        "[\\p{L}-z]",
        "[z-a]", "[[a]]", "[a[b]", "[a&&[b]]", "[a-[b]]", "[\\d]", "[\\w]", "[\\s]", "[\\b]", "[\\$]", "[a\\]", "[---]",
        "[--a]", "[[:alpha:]]",
        "\\p", "\\pL", "\\p{}", "\\p{l}", "\\p{LU}", "\\p{Lx}", "\\p{Cs}", "\\p{Letter}", "\\p{IsBasicLatin}", "\\p{L",
        "\\p{^L}",
        "\\p{Script=Greek}", "\\P", "\\P{}", "\\X", "\\R", "\\Q", "\\K", "[é-e]",
    ])
    func `what the grammar has not is refused`(pattern: String) {
        #expect(throws: IRegexpError.self) { try IRegexp(pattern) }
    }

    private static let anErrorSaysWhereCases: [(String, Int, String)] = [
        ("a\\d", 1, "[0-9]"), ("é(?:a)", 3, "plain groups"), ("[ab", 0, "']'"), ("ab\\$", 2, "[$]"),
        ("a{3,2}", 6, "{3,2}"),
        ("x(\\1)", 2, "refer back"), ("a*?", 2, "lazy"), ("(a", 0, "')'"), ("a)b", 1, "\\)"),
        ("\\p{Greek}", 0, "general categories"),
    ]

    @Test(arguments: anErrorSaysWhereCases)
    func `an error says where it is and what may be done`(pattern: String, offset: Int, hint: String) {
        let error = #expect(throws: IRegexpError.self) { try IRegexp(pattern) }
        #expect(error?.offset == offset)
        #expect(error?.reason.contains(hint) == true, "\(error?.reason ?? "")")
    }
}
