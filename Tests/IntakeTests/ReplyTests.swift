import HTTP1
import JSON
import Mappings
import Testing

@testable import Intake
@testable import Signatures

/// The answers, as a table.
struct ReplyTests {
    static let refusal = VerifyOutcome.Refusal(rule: .token, reason: .wrong)
    static let secret = SecretReference.environment("NAME")

    static let table: [(HTTPResponse, Int, [String: String])] = [
        (Reply.ready, 200, [:]),
        (Reply.unknownPath, 404, [:]),
        (Reply.unknownSource, 404, [:]),
        (Reply.methodNotAllowed, 405, ["Allow": "POST, GET, HEAD"]),
        (Reply.refused(.refused(refusal)), 401, ["WWW-Authenticate": "Webhook"]),
        (Reply.refused(.secretMissing(secret)), 503, ["Retry-After": "60"]),
        (Reply.refused(.broken), 503, ["Retry-After": "60"]),
        (Reply.encodedBody, 415, [:]),
        (Reply.unsupportedType, 415, [:]),
        (Reply.ledgerBehind, 503, ["Retry-After": "1"]),
        (Reply.sourceTooFast, 429, ["Retry-After": "1"]),
        (Reply.unavailable("The disk.", retryAfter: 5), 503, ["Retry-After": "5"]),
    ]

    @Test func `every answer has its status, its headers, and what is wrong as a problem`() throws {
        for (answer, status, headers) in Self.table {
            #expect(answer.status == status)
            let fields = Dictionary(uniqueKeysWithValues: answer.fields.map { ($0.name, $0.value) })
            #expect(fields.filter { $0.key != "Content-Type" } == headers)
            #expect(
                fields["Content-Type"] == (status == 200 ? "text/plain; charset=utf-8" : "application/problem+json")
            )
            guard status != 200 else { continue }
            let problem = try JSONDocument(parsing: answer.body)
            #expect(problem.root["status"]?.text == String(status))
            #expect(problem.root["detail"]?.text.hasSuffix(".") == true, "a detail is a sentence")
            withExtendedLifetime(problem) {}
        }
    }

    @Test func `which secret is missing is not the sender's business`() {
        let answer = Reply.refused(.secretMissing(Self.secret))
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("NAME"))
    }

    @Test func `why a proof failed is not the sender's business`() {
        let answers = VerifyRule.Kind.allCases.flatMap { rule in
            VerifyOutcome.Refusal.Reason.allCases.map { reason in
                Reply.refused(.refused(VerifyOutcome.Refusal(rule: rule, reason: reason)))
            }
        }
        #expect(answers.allSatisfy { $0 == answers[0] })
    }
}
