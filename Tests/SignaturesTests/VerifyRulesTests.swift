@testable import Signatures
import Testing

struct VerifyRulesTests {
    @Test func `none is no rules and keeps the usual credentials from the mapping`() {
        #expect(VerifyRules.none.rules.isEmpty)
        #expect(VerifyRules.none.credentialHeaders == ["authorization", "cookie"])
        #expect(VerifyRules.none.credentialQueryItems == [])
    }

    @Test func `headers and query items that the rules use are credentials`() throws {
        let key = try #require(HeaderName("X-Key"))
        let rules = VerifyRules(all: [
            .token(.env("A")), .header(key, .env("B")), .signature(.standardWebhooks(.env("C"))),
        ])
        #expect(
            rules.credentialHeaders == [
                "authorization", "cookie", "x-key", "webhook-signature", "webhook-timestamp", "webhook-id",
            ]
        )
        #expect(rules.credentialQueryItems == ["token"])
    }

    @Test func `a signature's own parts need no further header`() {
        let rules = VerifyRules(all: [.signature(.stripe(.env("A")))])
        #expect(rules.credentialHeaders == ["authorization", "cookie", "stripe-signature"])
        #expect(rules.credentialQueryItems == [])
    }

    @Test func `all references are named, each once`() {
        let rules = VerifyRules(all: [
            .token(.env("A", "B")), .basic(user: .secret(.env("C")), password: .env("A")),
            .body(path: "$.x", .env("D")),
        ])
        #expect(Set(rules.references.map(\.description)) == ["env:A", "env:B", "env:C", "env:D"])
        #expect(rules.bodyPaths == ["$.x"])
    }

    @Test(arguments: [("X-Key", "x-key"), ("webhook-id", "webhook-id"), ("!#$%&'*+-.^_`|~09", "!#$%&'*+-.^_`|~09")])
    func `a header's name is a token in lower case`(text: String, lower: String) {
        #expect(HeaderName(text)?.text == lower)
    }

    @Test(arguments: ["", "a b", "a:", "ä", "a\u{0}", "a\n", "(a)", "a/b"])
    func `what is no token is no header's name`(text: String) {
        #expect(HeaderName(text) == nil)
    }
}
