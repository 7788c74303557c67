import Domain
import Testing

@testable import Forwarding

struct ResponseVerdictTests {
    private static let now = Timestamp(seconds: 784_111_777)

    private func outcome(
        _ status: Int?,
        _ body: String = "",
        retryAfter: String? = nil,
        failure: TransferFailure.Kind? = nil,
        answers: [Int: AnswerMeaning] = [:]
    ) -> Outcome {
        let result = TransferResult(
            status: status,
            retryAfter: retryAfter,
            body: Array(body.utf8),
            failure: failure.map { TransferFailure(kind: $0, message: "") }
        )
        return ResponseVerdict.outcome(of: result, answers: answers, now: Self.now)
    }

    @Test(arguments: Array(100...999))
    func `every status has the outcome of the table`(status: Int) {
        let expected: Outcome =
            switch status {
            case 200...299: .delivered
            case 401, 403: .pause(.unauthorized)
            case 404: .pause(.notFound)
            case 300...399: .pause(.redirected)
            case 408: .retry(.timeout, after: nil)
            case 425: .retry(.tooEarly, after: nil)
            case 429: .retry(.throttled, after: nil)
            case 409: .duplicate
            case 400...499: .rejected
            case 500...599: .retry(.serverError, after: nil)
            default: .retry(.unreadable, after: nil)
            }
        #expect(outcome(status, "no") == expected)
    }

    @Test(arguments: [
        (TransferFailure.Kind.timeout, RetryCause.timeout), (.unreachable, .unreachable), (.tls, .tls),
        (.broken, .broken), (.unreadable, .unreadable),
    ])
    func `no answer is tried again`(kind: TransferFailure.Kind, cause: RetryCause) {
        #expect(outcome(nil, failure: kind) == .retry(cause, after: nil))
        #expect(outcome(100, failure: kind) == .retry(cause, after: nil), "100 is no answer")
    }

    @Test(arguments: TransferFailure.Kind.allCases)
    func `a success that broke off is unknown and tried again`(kind: TransferFailure.Kind) {
        for status in [200, 201, 204, 299] {
            #expect(outcome(status, failure: kind) == .retry(.unknown, after: nil))
            #expect(outcome(status, failure: kind, answers: [status: .delivered]) == .retry(.unknown, after: nil))
        }
    }

    @Test func `any other answer that broke off is judged by its status`() {
        #expect(outcome(413, failure: .broken) == .rejected)
        #expect(outcome(302, failure: .broken) == .pause(.redirected))
        #expect(outcome(401, failure: .broken) == .pause(.unauthorized))
        #expect(outcome(503, failure: .timeout) == .retry(.serverError, after: nil))
    }

    @Test(arguments: [400, 402, 410, 412, 422, 499])
    func `a refusal that says it is known already is a duplicate`(status: Int) {
        #expect(outcome(status, #"{"error":"DUPLICATE event"}"#) == .duplicate)
        #expect(outcome(status, "This event was Already received") == .duplicate)
        #expect(outcome(status, "alread") == .rejected)
        #expect(outcome(status, "duplicat") == .rejected)
    }

    @Test func `a refusal of the set-up that says already is no duplicate`() {
        #expect(outcome(401, "this key has already been revoked") == .pause(.unauthorized))
        #expect(outcome(403, "already suspended") == .pause(.unauthorized))
        #expect(outcome(404, "already deleted") == .pause(.notFound))
        #expect(outcome(403, "duplicate request") == .duplicate)
        #expect(outcome(404, "Duplicate") == .duplicate)
    }

    @Test func `what is tried again anyway is not guessed to be a duplicate`() {
        #expect(outcome(429, "already too many requests") == .retry(.throttled, after: nil))
        #expect(outcome(408, "duplicate") == .retry(.timeout, after: nil))
        #expect(outcome(500, "duplicate key") == .retry(.serverError, after: nil))
    }

    @Test(arguments: [
        (AnswerMeaning.delivered, Outcome.delivered), (.duplicate, .duplicate), (.dead, .rejected),
        (.pause, .pause(.configured)), (.retry, .retry(.configured, after: nil)),
    ])
    func `a project's answers override the table`(meaning: AnswerMeaning, expected: Outcome) {
        for status in [200, 302, 400, 401, 404, 409, 500] {
            #expect(outcome(status, "already", answers: [status: meaning]) == expected)
        }
        #expect(outcome(400, answers: [404: meaning]) == .rejected)
    }

    @Test func `a 429 that is to be tried again still slows the project down`() {
        #expect(outcome(429, retryAfter: "3", answers: [429: .retry]) == .retry(.throttled, after: .seconds(3)))
    }

    @Test(arguments: [
        ("0", Interval.zero), ("120", .seconds(120)), (" 7 \t", .seconds(7)), ("3600", .hours(1)),
        ("3601", .hours(1)), ("99999999999999999999999999", .hours(1)),
        ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
        ("Sunday, 06-Nov-94 08:50:07 GMT", .seconds(30)),
        ("Sun Nov  6 08:50:07 1994", .seconds(30)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Mon, 01 Jan 1990 00:00:00 GMT", .zero),
        ("Fri, 31 Dec 9999 23:59:60 GMT", .hours(1)),
        ("Tuesday, 31-Dec-69 23:59:59 GMT", .hours(1)), ("Thursday, 01-Jan-70 00:00:00 GMT", .zero),
    ])
    func `a wait that is asked for is honoured and bounded`(text: String, wait: Interval) {
        for status in [408, 425, 429, 500, 503, 600] {
            guard case .retry(_, let after) = outcome(status, retryAfter: text) else {
                Issue.record("\(status) is not tried again")
                continue
            }
            #expect(after == wait)
        }
    }

    @Test(arguments: [
        "", " ", "-1", "+5", "1.5", "5s", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 6 Nov 1994 08:50:07 GMT",
        "Sun, 31 Feb 1994 08:50:07 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 8:50:07 GMT",
        "Sun, 06 Nov 1994 08:50:07 UTC", "Sun, 06 Nov 94 08:50:07 GMT", "Sun, 06 nov 1994 08:50:07 GMT",
        "Sunday, 06-Nov-1994 08:50:07 GMT", "Sun Nov 6 08:50 1994", "Sun, 06 Nov 1994 08:60:07 GMT",
        "Sun 06 Nov 1994 08:50:07 GMT", "Sunday 06-Nov-94 08:50:07 GMT", "Sun, Nov  6 08:50:07 1994",
    ])
    func `a wait that is neither seconds nor a date is none`(text: String) {
        #expect(outcome(503, retryAfter: text) == .retry(.serverError, after: nil))
    }
}
