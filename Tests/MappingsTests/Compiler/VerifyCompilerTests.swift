import Signatures
import Testing

@testable import Mappings

struct VerifyCompilerTests {
    private func rules(_ verify: String) throws -> VerifyRules {
        try compiled(#"{ "verify": \#(verify), "actions": [] }"#).verify
    }

    private let secret = SecretChoice(.environment("A"))

    @Test func `every way to verify becomes its rule, in the file's order`() throws {
        let header = try #require(HeaderName("X-Key"))
        let rules = try rules(
            """
            { "body": { "path": "$.secret", "value": "env:A" }, "token": "env:A",
              "header": { "name": "X-Key", "value": ["env:A", "file:/run/b"] }, "bearer": "env:A",
              "basic": { "user": "me", "password": "env:A" }, "stripe": "env:A", "standard-webhooks": "env:A" }
            """
        )
        #expect(
            rules
                == VerifyRules(all: [
                    .body(path: "$.secret", secret),
                    .token(secret),
                    .header(header, SecretChoice([.environment("A"), .file("/run/b")])),
                    .bearer(secret),
                    .basic(user: .name("me"), password: secret),
                    .signature(.stripe(secret)),
                    .signature(.standardWebhooks(secret)),
                ])
        )
    }

    @Test func `the user of basic may be a secret`() throws {
        #expect(
            try rules(#"{ "basic": { "user": "env:A", "password": "env:A" } }"#)
                == VerifyRules(all: [.basic(user: .secret(secret), password: secret)])
        )
    }

    @Test func `none is said on purpose`() throws {
        #expect(try rules(#"{ "none": true }"#) == VerifyRules.none)
    }

    @Test func `the keys of hmac have the defaults of most senders`() throws {
        let header = try #require(HeaderName("x-sig"))
        #expect(
            try rules(#"{ "hmac": { "secret": "env:A", "header": "X-Sig" } }"#)
                == VerifyRules(all: [.signature(try SignatureRule(secret: secret, header: header))])
        )
    }

    @Test func `all keys of hmac are taken`() throws {
        let header = try #require(HeaderName("x-sig"))
        let id = try #require(HeaderName("x-id"))
        let expected = try SignatureRule(
            secret: secret,
            secretEncoding: .hex,
            header: header,
            algorithm: .sha512,
            encoding: .either,
            prefix: "v1=",
            signaturePart: "v1",
            signed: try SignedText("{id}:{timestamp}:{body}"),
            timestamp: .part("t"),
            id: .header(id),
            tolerance: 60_000_000
        )
        #expect(
            try rules(
                """
                { "hmac": { "secret": "env:A", "secretEncoding": "hex", "header": "x-sig", "algorithm": "sha512",
                  "encoding": "either", "prefix": "v1=", "signaturePart": "v1", "signed": "{id}:{timestamp}:{body}",
                  "timestamp": { "part": "t" }, "id": { "header": "x-id" }, "tolerance": "1m" } }
                """
            ) == VerifyRules(all: [.signature(expected)])
        )
    }

    @Test func `what a signature leaves out is warned of`() {
        let text =
            #"{ "verify": { "hmac": { "secret": "env:A", "header": "x", "signed": "{timestamp}", "timestamp": { "header": "t" } } }, "actions": [] }"#
        let (mapping, diagnostics) = Mapping.compile(file: "f", bytes: Array(text.utf8))
        #expect(mapping != nil)
        #expect(diagnostics.map(\.severity) == [.warning])
    }

    @Test func `a secret in the file is not repeated`() {
        let text = #"{ "verify": { "token": "hunter2" }, "actions": [] }"#
        let (_, diagnostics) = Mapping.compile(file: "f", bytes: Array(text.utf8))
        #expect(diagnostics.map(\.code) == [.secretInClear])
        #expect(!diagnostics.map(\.text).joined().contains("hunter2"))
        #expect(diagnostics.allSatisfy { $0.message.contains("env:") && $0.message.contains("file:") })
    }
}
