import JSON
import JSONPath
import Testing

/// Patterns made to take for ever do not.
struct IRegexpLimitTests {
    private static let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 2_000)

    @Test(arguments: [
        "(a+)+$b", "(a+)+b", "(a|a)*b", "(a|aa)+b", "(a*)*b", "((a*)*)*b", "(.*)*b", "(a?){50}a*b", ".*.*.*.*.*b",
        "(a|a|a|a|a|a)*b",
    ])
    func `no pattern makes a long text slow`(pattern: String) throws {
        let compiled = try IRegexp(pattern)
        #expect(!compiled.matches(whole: Self.letters))
        #expect(compiled.matches(whole: Self.letters + Array((pattern.contains("$b") ? "$b" : "b").utf8)))
    }

    @Test(arguments: [
        "a{10000}", "a{10001}", "a{100000}", "a{100001}", "a{99999999999999999999}", "(a{1000}){1000}",
        "(((a{100}){100}){100}){100}", "(a{0,5000}){0,5000}",
        "((((((((((a*)*)*)*)*)*)*)*)*)*){9999}", "[a-z]{5001,}{2}", "(a|b){4000}",
    ])
    func `a pattern that is large when written out is refused`(pattern: String) {
        #expect(throws: IRegexpError.self) { try IRegexp(pattern) }
    }

    @Test func `counts within the limit are kept`() throws {
        let pattern = try IRegexp("a{9999}")
        #expect(pattern.matches(whole: [UInt8](repeating: UInt8(ascii: "a"), count: 9_999)))
        #expect(!pattern.matches(whole: [UInt8](repeating: UInt8(ascii: "a"), count: 9_998)))
    }

    @Test func `to repeat what is empty takes no time`() throws {
        #expect(try IRegexp("()((){100000}){100000}").matches(whole: []))
    }

    @Test func `groups that nest deeply are refused`() throws {
        #expect(throws: Never.self) {
            try IRegexp(String(repeating: "(", count: 64) + String(repeating: ")", count: 64))
        }
        #expect(throws: IRegexpError.self) { try IRegexp(String(repeating: "(", count: 500_000)) }
    }

    @Test func `a context's steps end a run`() throws {
        let document = try JSONDocument(parsing: Array("1".utf8))
        var context = QueryContext(body: document)
        context.stepsLeft = 1_000
        let pattern = try IRegexp("a*b")
        let found = Self.letters.withUnsafeBufferPointer { context.firstMatch(of: pattern, in: $0) }
        #expect(found == nil)
        #expect(context.isExhausted)
    }
}
