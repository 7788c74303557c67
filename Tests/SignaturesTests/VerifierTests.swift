@testable import Signatures
import Testing

struct VerifierTests {
    private static let now: Int64 = 1_700_000_000_000_000

    private func check(
        _ rules: [VerifyRule],
        _ request: RequestInTest,
        _ secrets: [String: String] = ["A": "s3cret", "B": "other", "USER": "hook"]
    ) -> VerifyOutcome {
        Verifier(rules, secrets).check(request, now: Self.now)
    }

    @Test func `with none anyone may send`() {
        let verifier = Verifier(.none, secrets: SecretValues(resolving: []) { _ in nil })
        #expect(verifier.check(RequestInTest(), now: 0) == .authentic)
        #expect(verifier.problems.isEmpty)
    }

    @Test(arguments: [
        (RequestInTest(pathToken: "s3cret"), VerifyOutcome.authentic),
        (RequestInTest(query: [("token", "s3cret")]), .authentic),
        (RequestInTest(pathToken: "wrong", query: [("token", "s3cret")]), .authentic),
        (RequestInTest(query: [("token", "wrong"), ("token", "s3cret")]), .authentic),
        (RequestInTest(), .refused(.token, .missing)),
        (RequestInTest(query: [("Token", "s3cret")]), .refused(.token, .missing)),
        (RequestInTest(pathToken: "S3cret"), .refused(.token, .wrong)),
        (RequestInTest(pathToken: "s3cret2"), .refused(.token, .wrong)),
        (RequestInTest(pathToken: ""), .refused(.token, .wrong)),
        (RequestInTest(query: [("token", "")]), .refused(.token, .wrong)),
        (RequestInTest(headers: [("token", "s3cret")]), .refused(.token, .missing)),
    ])
    func `a token stands in the path or the query`(request: RequestInTest, outcome: VerifyOutcome) {
        #expect(check([.token(.env("A"))], request) == outcome)
    }

    @Test(arguments: [
        ([("X-Webhook-Key", "s3cret")], VerifyOutcome.authentic), ([], .refused(.header, .missing)),
        ([("x-webhook-key", "nope")], .refused(.header, .wrong)), ([("x-webhook-key", "")], .refused(.header, .wrong)),
        ([("x-webhook-key", "s3cret"), ("x-webhook-key", "s3cret")], .refused(.header, .missing)),
        ([("x-webhook-keys", "s3cret")], .refused(.header, .missing)),
    ])
    func `a header holds the secret as its only value`(headers: [(String, String)], outcome: VerifyOutcome) throws {
        let name = try #require(HeaderName("X-Webhook-Key"))
        #expect(check([.header(name, .env("A"))], RequestInTest(headers: headers)) == outcome)
    }

    @Test(arguments: [
        ("Bearer s3cret", VerifyOutcome.authentic), ("bearer s3cret", .authentic), ("BEARER   s3cret", .authentic),
        ("Bearer wrong", .refused(.bearer, .wrong)), ("Bearer ", .refused(.bearer, .wrong)),
        ("Bearer s3cret ", .refused(.bearer, .wrong)), ("Bearer", .refused(.bearer, .missing)),
        ("Bearers3cret", .refused(.bearer, .missing)), ("Basic s3cret", .refused(.bearer, .missing)),
        ("s3cret", .refused(.bearer, .missing)), ("", .refused(.bearer, .missing)),
    ])
    func `a bearer's secret follows its scheme`(value: String, outcome: VerifyOutcome) {
        #expect(check([.bearer(.env("A"))], RequestInTest(headers: [("Authorization", value)])) == outcome)
    }

    /// The texts are `hook:pa:ss`, `hook:`, `hook:pa:sS`, `Hook:pa:ss`, `hook` and `:pa:ss`.
    @Test(arguments: [
        ("Basic aG9vazpwYTpzcw==", VerifyOutcome.authentic), ("basic aG9vazpwYTpzcw", .authentic),
        ("Basic aG9vazo=", .refused(.basic, .wrong)), ("Basic aG9vazpwYTpzUw==", .refused(.basic, .wrong)),
        ("Basic SG9vazpwYTpzcw==", .refused(.basic, .wrong)), ("Basic aG9vaw==", .refused(.basic, .wrong)),
        ("Basic OnBhOnNz", .refused(.basic, .wrong)), ("Basic hook:pa:ss", .refused(.basic, .wrong)),
        ("Basic ", .refused(.basic, .wrong)), ("Bearer aG9vazpwYTpzcw==", .refused(.basic, .missing)),
    ])
    func `basic takes a user and a password, which may hold a colon`(value: String, outcome: VerifyOutcome) {
        let request = RequestInTest(headers: [("Authorization", value)])
        let secrets = ["USER": "hook", "PASSWORD": "pa:ss"]
        #expect(check([.basic(user: .name("hook"), password: .env("PASSWORD"))], request, secrets) == outcome)
        #expect(check([.basic(user: .secret(.env("USER")), password: .env("PASSWORD"))], request, secrets) == outcome)
    }

    @Test func `a secret in the body is compared with what the query selects`() {
        let rule = VerifyRule.body(path: "$.thrivecart_secret", .env("A"))
        #expect(check([rule], RequestInTest(texts: ["$.thrivecart_secret": "s3cret"])) == .authentic)
        #expect(check([rule], RequestInTest(texts: ["$.thrivecart_secret": "no"])) == .refused(.body, .wrong))
        #expect(check([rule], RequestInTest(texts: ["$.other": "s3cret"])) == .refused(.body, .missing))
    }

    @Test func `all rules must hold`() throws {
        let name = try #require(HeaderName("x-key"))
        let rules: [VerifyRule] = [.token(.env("A")), .header(name, .env("B"))]
        #expect(check(rules, RequestInTest(pathToken: "s3cret", headers: [("x-key", "other")])) == .authentic)
        #expect(check(rules, RequestInTest(pathToken: "s3cret")) == .refused(.header, .missing))
        #expect(check(rules, RequestInTest(headers: [("x-key", "other")])) == .refused(.token, .missing))
    }

    @Test func `each of several secrets is valid`() {
        let rule = VerifyRule.token(.env("A", "B"))
        #expect(check([rule], RequestInTest(pathToken: "s3cret")) == .authentic)
        #expect(check([rule], RequestInTest(pathToken: "other")) == .authentic)
        #expect(check([rule], RequestInTest(pathToken: "s3cretother")) == .refused(.token, .wrong))
    }

    @Test(arguments: [[:], ["A": ""]])
    func `without its secret a rule lets nobody in`(secrets: [String: String]) {
        let requests = [
            RequestInTest(), RequestInTest(pathToken: ""), RequestInTest(query: [("token", "")]),
            RequestInTest(pathToken: "env:A"),
        ]
        for request in requests {
            #expect(check([.token(.env("A"))], request, secrets) == .secretMissing(.environment("A")))
        }
    }

    @Test func `one missing secret of two leaves the other valid, and is told of`() {
        let verifier = Verifier([.token(.env("NEW", "OLD"))], ["OLD": "s3cret"])
        #expect(verifier.check(RequestInTest(pathToken: "s3cret"), now: 0) == .authentic)
        #expect(verifier.check(RequestInTest(pathToken: ""), now: 0) == .refused(.token, .wrong))
        #expect(verifier.problems == [SecretProblem(reference: .environment("NEW"), reason: .missing)])
        #expect(verifier.problems.map(\.description) == ["env:NEW is not set"])
    }

    @Test func `a file that cannot be read is not said to be unset`() {
        let problem = SecretProblem(reference: .file("/run/token"), reason: .missing)
        #expect(problem.description == "file:/run/token cannot be read")
    }

    @Test func `the problem that keeps everybody out is told from one that does not`() {
        let verifier = Verifier([.token(.env("NEW", "OLD")), .bearer(.env("GONE"))], ["OLD": "s3cret"])
        #expect(verifier.problems.map(\.reference) == [.environment("NEW"), .environment("GONE")])
        #expect(verifier.blockingProblem?.reference == .environment("GONE"))
        #expect(!verifier.isUsable)
        #expect(Verifier([.token(.env("NEW", "OLD"))], ["OLD": "x"]).blockingProblem == nil)
    }

    @Test func `a missing secret of one rule is told before another rule refuses`() {
        let rules: [VerifyRule] = [.token(.env("A")), .bearer(.env("GONE"))]
        #expect(check(rules, RequestInTest()) == .secretMissing(.environment("GONE")))
    }

    @Test func `a refusal has a bounded word`() {
        #expect(VerifyOutcome.Refusal(rule: .signature, reason: .stale).label == "signature-stale")
    }
}
