import Testing

@testable import Signatures

struct SignatureRotationTests {
    private static let now: Int64 = 1_700_000_000_000_000
    private static let new = "ede3c76c0d8b07af7c17f0ae0f310dfcefc3784f847dd7c9a0ebaa1165cdacd1"
    private static let old = "288455e555110e91e92e5b6c4b15b2f316a3ecf2978925f3c42a2d670655d790"
    private static let secrets = ["NEW": "whsec_dGVzdC1zZWNyZXQ", "OLD": "whsec_old"]

    private func check(_ secret: SecretChoice, _ signature: String, _ secrets: [String: String] = secrets)
        -> VerifyOutcome
    {
        let request = RequestInTest(headers: [("stripe-signature", signature)], body: SignatureTests.body)
        return Verifier([.signature(.stripe(secret))], secrets).check(request, now: Self.now)
    }

    @Test func `while a receiver rotates, a signature by either secret holds`() {
        #expect(check(.env("NEW", "OLD"), "t=1700000000,v1=\(Self.new)") == .authentic)
        #expect(check(.env("NEW", "OLD"), "t=1700000000,v1=\(Self.old)") == .authentic)
        #expect(check(.env("NEW"), "t=1700000000,v1=\(Self.old)") == .refused(.signature, .wrong))
    }

    @Test func `while a sender rotates, one of its signatures is enough`() {
        #expect(check(.env("NEW"), "t=1700000000,v1=\(Self.old),v1=\(Self.new)") == .authentic)
        #expect(check(.env("NEW"), "t=1700000000,v1=\(Self.new),v1=\(Self.old)") == .authentic)
        #expect(check(.env("NEW"), "t=1700000000,v1=,v1=zz,v1=\(Self.new)") == .authentic)
    }

    @Test func `a signature of another version does not count`() {
        #expect(check(.env("NEW"), "t=1700000000,v0=\(Self.new)") == .refused(.signature, .missing))
        #expect(check(.env("NEW"), "t=1700000000,v2=\(Self.new)") == .refused(.signature, .missing))
    }

    @Test func `two timestamps are refused, whichever was signed`() {
        #expect(check(.env("NEW"), "t=1700000000,t=1,v1=\(Self.new)") == .refused(.signature, .missing))
    }

    @Test(arguments: ["t=,", "t=x,", "t=-1700000000,", "t=0x6553f100,", "t=1700000000s,", "t=99999999999999999999,"])
    func `a timestamp that is none is stale`(part: String) {
        #expect(check(.env("NEW"), part + "v1=\(Self.new)") == .refused(.signature, .stale))
    }

    @Test func `a secret that is not encoded as declared is told of, and lets nobody in`() throws {
        let rule = SignatureRule.standardWebhooks(.env("A"))
        let verifier = Verifier([.signature(rule)], ["A": "whsec_not base 64"])
        #expect(verifier.check(RequestInTest(), now: Self.now) == .secretMissing(.environment("A")))
        #expect(verifier.problems.map(\.description) == ["env:A is not base64"])
        let bare = Verifier([.signature(rule)], ["A": "whsec_"])
        #expect(bare.problems.map(\.reason) == [.empty])
    }

    @Test func `the published example of Standard Webhooks holds with and without the secret's mark`() {
        let request = RequestInTest(
            headers: [
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ],
            body: #"{"test": 2432232314}"#
        )
        for secret in ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
            let verifier = Verifier([.signature(.standardWebhooks(.env("A")))], ["A": secret])
            #expect(verifier.check(request, now: 1_614_265_330_000_000) == .authentic)
            #expect(verifier.check(request, now: 1_614_265_931_000_000) == .refused(.signature, .stale))
        }
    }

    @Test func `a part without the prefix is no signature`() throws {
        let rule = try SignatureRule(
            secret: .env("NEW"),
            header: .known("stripe-signature"),
            prefix: "sha256=",
            signaturePart: "v1",
            signed: try SignedText("{timestamp}.{body}"),
            timestamp: .part("t")
        )
        let verifier = Verifier([.signature(rule)], Self.secrets)
        func check(_ signature: String) -> VerifyOutcome {
            let headers = [("stripe-signature", "t=1700000000,v1=\(signature)")]
            return verifier.check(RequestInTest(headers: headers, body: SignatureTests.body), now: Self.now)
        }
        #expect(check("sha256=\(Self.new)") == .authentic)
        #expect(check("1234567\(Self.new)") == .refused(.signature, .missing))
    }

    @Test func `an id that is empty is none, even where it was signed`() throws {
        let rule = try SignatureRule(
            secret: .env("NEW"),
            header: .known("x-signature"),
            signed: try SignedText("{id}{body}"),
            id: .header(.known("x-id"))
        )
        let code = HMAC<SHA256>.code(Array("{}".utf8), key: Array("whsec_dGVzdC1zZWNyZXQ".utf8))
        let request = RequestInTest(headers: [("x-signature", Hex.text(code)), ("x-id", "")], body: "{}")
        let verifier = Verifier([.signature(rule)], Self.secrets)
        #expect(verifier.check(request, now: Self.now) == .refused(.signature, .missing))
    }

    @Test func `a tolerance of its own counts`() throws {
        let rule = try SignatureRule(
            secret: .env("NEW"),
            header: .known("stripe-signature"),
            signaturePart: "v1",
            signed: try SignedText("{timestamp}.{body}"),
            timestamp: .part("t"),
            tolerance: 1_000_000
        )
        let verifier = Verifier([.signature(rule)], Self.secrets)
        let request = RequestInTest(
            headers: [("stripe-signature", "t=1700000000,v1=\(Self.new)")],
            body: SignatureTests.body
        )
        #expect(verifier.check(request, now: Self.now + 1_000_000) == .authentic)
        #expect(verifier.check(request, now: Self.now + 1_000_001) == .refused(.signature, .stale))
    }

    @Test(arguments: [
        ("0", 0), ("1700000000", 1_700_000_000_000_000), ("1700000000.9", 1_700_000_000_000_000),
        ("1700000000123", 1_700_000_000_123_000), ("1700000000123456", 1_700_000_000_123_456),
        ("12345678901234567", 12_345_678_901_234_567), ("99999999999", 99_999_999_999_000_000),
        ("100000000000", 100_000_000_000_000),
    ])
    func `a timestamp's unit is told by its size`(text: String, microseconds: Int64) {
        #expect(UnixMicroseconds.value(Array(text.utf8)) == microseconds)
    }

    @Test(arguments: ["", "-1", "+1", "1.", ".5", "1e9", "1 ", " 1", "1,5", "123456789012345678", "1.x"])
    func `a text that is no Unix time is none`(text: String) {
        #expect(UnixMicroseconds.value(Array(text.utf8)) == nil)
    }
}
