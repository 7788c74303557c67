@testable import Signatures
import Testing

struct SignedTextTests {
    @Test func `a template says which parts it uses`() throws {
        let text = try SignedText("{id}.{timestamp}.{body}")
        #expect(text.usesID && text.usesTimestamp && text.usesBody)
        #expect(try SignedText("{body}") == SignedText.body)
        #expect(try SignedText("v0:{timestamp}:{body}") != SignedText("v0:{timestamp}.{body}"))
        let literal = try SignedText("plain }")
        #expect(!literal.usesID && !literal.usesTimestamp && !literal.usesBody)
    }

    @Test(arguments: [
        ("{bodi}", 0, 6, SignedTextError.Reason.unknown("bodi")), ("a.{}", 2, 2, .unknown("")),
        ("ä{Body}", 2, 6, .unknown("Body")), ("{id}.{body", 5, 5, .unclosed), ("{", 0, 1, .unclosed),
        ("{{body}}", 0, 7, .unknown("{body")),
    ])
    func `an unknown part is an error at its place`(
        text: String,
        offset: Int,
        length: Int,
        reason: SignedTextError.Reason
    ) {
        let error = #expect(throws: SignedTextError.self) { try SignedText(text) }
        #expect(error == SignedTextError(offset: offset, length: length, reason: reason))
    }

    @Test func `declarations that do not fit together are refused`() throws {
        let header = try #require(HeaderName("x-sig"))
        let timestamp = try SignedText("{timestamp}.{body}")
        let id = try SignedText("{id}.{body}")
        let none = try SignedText("")
        func failure(_ signed: SignedText, tolerance: Int64? = nil) -> SignatureRuleError? {
            #expect(throws: SignatureRuleError.self) {
                try SignatureRule(secret: .env("A"), header: header, signed: signed, tolerance: tolerance)
            }
        }
        #expect(failure(timestamp) == .timestampNowhere)
        #expect(failure(id) == .idNowhere)
        #expect(failure(none) == .nothingSigned)
        #expect(failure(.body, tolerance: 1) == .toleranceWithoutTimestamp)
    }

    @Test func `what a signature leaves open is told of`() throws {
        let header = try #require(HeaderName("x-sig"))
        let time = SignaturePlace.part("t")
        let unsigned = try SignatureRule(secret: .env("A"), header: header, timestamp: time)
        #expect(unsigned.oversights == [.timestampNotSigned])
        let bodiless = try SignatureRule(
            secret: .env("A"),
            header: header,
            signed: try SignedText("{timestamp}"),
            timestamp: time
        )
        #expect(bodiless.oversights == [.bodyNotSigned])
        #expect(SignatureRule.stripe(.env("A")).oversights == [])
        #expect(SignatureRule.standardWebhooks(.env("A")).oversights == [])
    }
}
