import Testing

@testable import Signatures

/// One vector for each sender, made from its published rules.
struct SignatureTests {
    /// A sender's rule, its secret and a request that it would send at 2023-11-14T22:13:20Z.
    struct Sender: Sendable, CustomTestStringConvertible {
        let name: String
        let rule: SignatureRule
        let secret: String
        let headers: [(String, String)]
        let body: String

        var testDescription: String { name }

        init(
            _ name: String,
            _ rule: SignatureRule,
            secret: String,
            _ headers: [(String, String)],
            body: String = SignatureTests.body
        ) {
            self.name = name
            self.rule = rule
            self.secret = secret
            self.headers = headers
            self.body = body
        }

        func check(
            secret: String? = nil,
            headers: [(String, String)]? = nil,
            body: String? = nil,
            at seconds: Int64 = 0
        )
            -> VerifyOutcome
        {
            let request = RequestInTest(headers: headers ?? self.headers, body: body ?? self.body)
            let now = 1_700_000_000 + seconds
            return Verifier([.signature(rule)], ["A": secret ?? self.secret]).check(request, now: now * 1_000_000)
        }
    }

    static let body = #"{"id":"evt_1","email":"ada@example.com","name":"Zoë"}"#

    private static func rule(
        _ header: StaticString,
        algorithm: SignatureAlgorithm = .sha256,
        encoding: SignatureEncoding = .base64,
        prefix: String = ""
    ) throws -> SignatureRule {
        try SignatureRule(
            secret: .env("A"),
            header: .known(header),
            algorithm: algorithm,
            encoding: encoding,
            prefix: prefix
        )
    }

    static func senders() throws -> [Sender] {
        [
            Sender(
                "Stripe",
                .stripe(.env("A")),
                secret: "whsec_dGVzdC1zZWNyZXQ",
                [
                    (
                        "Stripe-Signature",
                        "t=1700000000,v1=ede3c76c0d8b07af7c17f0ae0f310dfcefc3784f847dd7c9a0ebaa1165cdacd1,v0=00"
                    )
                ]
            ),
            Sender(
                "Shopify",
                try rule("x-shopify-hmac-sha256"),
                secret: "shpss_0123456789abcdef",
                [("X-Shopify-Hmac-SHA256", "2h7f9RMclTIPe3/UKa55ZH1rlmZYyrsEOGqh3ogvqm0=")]
            ),
            Sender(
                "Typeform",
                try rule("typeform-signature", prefix: "sha256="),
                secret: "typeform-secret",
                [("Typeform-Signature", "sha256=GMRnZjy95ErwSOg/veFCn46WuRMJDOQrG7sV5aNq7eo=")]
            ),
            Sender(
                "WooCommerce",
                try rule("x-wc-webhook-signature"),
                secret: "wc_secret_1",
                [("X-WC-Webhook-Signature", "MGmVa7pj8I7j89DnGfig4rn4WJvlB/mG+MZqVCaCxE8=")]
            ),
            // GitHub's own example.
            Sender(
                "GitHub",
                try rule("x-hub-signature-256", encoding: .hex, prefix: "sha256="),
                secret: "It's a Secret to Everybody",
                [
                    (
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
                    )
                ],
                body: "Hello, World!"
            ),
            Sender(
                "GitHub of old",
                try rule("x-hub-signature", algorithm: .sha1, encoding: .hex, prefix: "sha1="),
                secret: "It's a Secret to Everybody",
                [("X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59")],
                body: "Hello, World!"
            ),
            Sender(
                "Tally",
                try rule("tally-signature"),
                secret: "tally-secret",
                [("Tally-Signature", "qgJn7K9gm2VzwCDeBjIPob2UKONyQMywfX1E9nRvo7s=")]
            ),
            Sender(
                "Calendly",
                try SignatureRule(
                    secret: .env("A"),
                    header: .known("calendly-webhook-signature"),
                    signaturePart: "v1",
                    signed: try SignedText("{timestamp}.{body}"),
                    timestamp: .part("t")
                ),
                secret: "calendly-key",
                [
                    (
                        "Calendly-Webhook-Signature",
                        "t=1700000000,v1=d881bca5dda1f53399c42a52041fd6b24204ce34eb96c124e9c1a081ac369097"
                    )
                ]
            ),
            Sender(
                "Qualifio in hex",
                try rule("x-qualifio-signature", encoding: .either, prefix: "sha256="),
                secret: "qualifio-secret",
                [
                    (
                        "X-Qualifio-Signature",
                        "sha256=29822996A741007050333a6e2fbf627eb8b5abc229e48704d3fd84815d4d1e6f"
                    )
                ]
            ),
            Sender(
                "Qualifio in base 64",
                try rule("x-qualifio-signature", encoding: .either, prefix: "sha256="),
                secret: "qualifio-secret",
                [("X-Qualifio-Signature", "sha256=KYIplqdBAHBQMzpuL79ifri1q8Ip5IcE0/2EgV1NHm8=")]
            ),
            Sender(
                "Standard Webhooks",
                .standardWebhooks(.env("A")),
                secret: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                [
                    ("Webhook-Id", "msg_2Lh9"), ("Webhook-Timestamp", "1700000000"),
                    ("Webhook-Signature", "v1a,AAAA v1,WGnkG57+hjNaTDZyoAUsPsGCsZ6MmgNFTaDI8wrzngQ="),
                ]
            ),
            Sender(
                "SHA-512 with a key in hexadecimal",
                try SignatureRule(
                    secret: .env("A"),
                    secretEncoding: .hex,
                    header: .known("x-signature"),
                    algorithm: .sha512
                ),
                secret: "00FF10a0",
                [
                    (
                        "X-Signature",
                        "c14944d55afb4a7fd41783926ba91c91f81510501a76707941d9107fd85984ab"
                            + "211e90d0bf7806c46cef054090b36a84a7111cdd7bd05de3b83d94b5a3cba593"
                    )
                ]
            ),
        ]
    }

    @Test(arguments: try senders())
    func `a sender's own signature is authentic`(sender: Sender) {
        #expect(sender.check() == .authentic)
    }

    @Test(arguments: try senders())
    func `another secret is refused`(sender: Sender) {
        let other = sender.rule.secretEncoding == .text ? sender.secret + "x" : "abcd"
        #expect(sender.check(secret: other) == .refused(.signature, .wrong))
    }

    @Test(arguments: try senders())
    func `an altered body is refused`(sender: Sender) {
        #expect(sender.check(body: sender.body + " ") == .refused(.signature, .wrong))
        #expect(sender.check(body: "") == .refused(.signature, .wrong))
    }

    @Test(arguments: try senders())
    func `each header is needed, and may stand there once`(sender: Sender) {
        for index in sender.headers.indices {
            var headers = sender.headers
            headers.remove(at: index)
            #expect(sender.check(headers: headers) == .refused(.signature, .missing))
            guard sender.headers.count > 1, index < 2 else { continue }
            #expect(
                sender.check(headers: sender.headers + [sender.headers[index]]) == .refused(.signature, .missing)
            )
        }
    }

    @Test(arguments: try senders())
    func `a signature that is empty or cut is refused`(sender: Sender) throws {
        let last = try #require(sender.headers.last)
        for length in 0..<last.1.utf8.count {
            let value = String(decoding: last.1.utf8.prefix(length), as: UTF8.self)
            // Padding may be left out, and what follows the signature is no part of it.
            if last.1.hasPrefix(value + "=") || value.hasSuffix("cd1") || value.hasSuffix("cd1,") { continue }
            if sender.name == "Stripe", value.contains(",v0") || value.hasSuffix(",v") { continue }
            let outcome = sender.check(headers: sender.headers.dropLast() + [(last.0, value)])
            #expect(outcome == .refused(.signature, .missing), "cut to \(value)")
        }
    }

    @Test(arguments: try senders().filter { $0.rule.timestamp != nil })
    func `a time more than five minutes off is stale, either way`(sender: Sender) {
        for seconds: Int64 in [-300, -299, 0, 300] { #expect(sender.check(at: seconds) == .authentic) }
        for seconds: Int64 in [-301, 301, 86_400, -1_700_000_000] {
            #expect(sender.check(at: seconds) == .refused(.signature, .stale))
        }
    }

    @Test(arguments: try senders().filter { $0.rule.timestamp == nil })
    func `without a timestamp a signature never grows old`(sender: Sender) {
        #expect(sender.check(at: 1_000_000_000) == .authentic)
    }
}
