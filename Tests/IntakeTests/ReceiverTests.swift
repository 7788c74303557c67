import Domain
import HTTP1
import Intake
import Ledger
import Testing

/// A request's way through the intake: which check speaks first, and what is kept.
struct ReceiverTests {
    static let mappings = [
        "quiz": """
        { "verify": { "token": "env:QUIZ_TOKEN" },
          "actions": [{ "when": "present($.email)", "action": "Quiz Completed", "email": "$.email" }] }
        """,
        "held": #"{ "verify": { "none": true }, "otherwise": "hold", "actions": [] }"#,
        "strict": #"{ "verify": { "none": true }, "actions": [{ "action": "{{ $.missing }}", "email": "$.email" }] }"#,
        "closed": #"{ "verify": { "token": "env:NOT_SET" }, "actions": [] }"#,
        "broken": "{ \"verify\": ",
    ]
    static let secrets = ["QUIZ_TOKEN": "quiz-token"]

    static func intake() throws -> OpenIntake { try OpenIntake(mappings, secrets: secrets) }

    struct Case: Sendable, CustomTestStringConvertible {
        let method: String
        let target: String
        var lines: [String] = []
        var body = "{}"
        let status: Int
        let label: String

        var testDescription: String { "\(method) \(target) \(lines) is \(status)" }
    }

    @Test(arguments: [
        Case(method: "POST", target: "/", status: 404, label: "unknown-source"),
        Case(method: "DELETE", target: "/hooks/nobody", status: 404, label: "unknown-source"),
        Case(method: "GET", target: "/hooks/nobody", status: 404, label: "unknown-source"),
        Case(method: "DELETE", target: "/hooks/quiz", status: 405, label: "method-not-allowed"),
        Case(method: "PUT", target: "/hooks/closed", status: 405, label: "method-not-allowed"),
        Case(method: "GET", target: "/hooks/quiz", status: 200, label: "looked-at"),
        Case(method: "HEAD", target: "/hooks/quiz/any-token", status: 200, label: "looked-at"),
        Case(method: "GET", target: "/hooks/closed", status: 200, label: "looked-at"),
        Case(method: "GET", target: "/hooks/broken/t", status: 200, label: "looked-at"),
        Case(
            method: "POST",
            target: "/hooks/quiz/wrong",
            lines: ["Content-Type: text/csv"],
            status: 401,
            label: "token-wrong"
        ),
        Case(method: "POST", target: "/hooks/quiz", body: "oops", status: 401, label: "token-missing"),
        Case(
            method: "POST",
            target: "/hooks/closed/t",
            lines: ["Content-Type: text/csv"],
            status: 503,
            label: "secret-missing"
        ),
        Case(method: "POST", target: "/hooks/broken", body: "oops", status: 503, label: "mapping-broken"),
        Case(
            method: "POST",
            target: "/hooks/quiz/quiz-token",
            lines: ["Content-Type: text/csv"],
            body: "oops",
            status: 415,
            label: "unsupported-type"
        ),
        Case(
            method: "POST",
            target: "/hooks/quiz/quiz-token",
            lines: ["Content-Encoding: gzip"],
            body: "oops",
            status: 415,
            label: "encoded-body"
        ),
        Case(
            method: "POST",
            target: "/hooks/quiz/quiz-token",
            lines: ["Content-Encoding: Identity", "Content-Type: application/cloudevents+json; charset=utf-8"],
            status: 200,
            label: "recorded"
        ),
        Case(
            method: "POST",
            target: "/hooks/quiz/quiz-token",
            lines: ["Content-Encoding: identity", "Content-Encoding: gzip"],
            body: "oops",
            status: 415,
            label: "encoded-body"
        ),
        Case(
            method: "POST",
            target: "/hooks/quiz/quiz-token",
            lines: ["Content-Encoding: ", "Content-Encoding: identity ,, IDENTITY"],
            status: 200,
            label: "recorded"
        ),
        Case(method: "POST", target: "/hooks/quiz/quiz-token", body: "oops", status: 400, label: "unreadable"),
        Case(method: "POST", target: "/hooks/quiz?token=quiz-token", status: 200, label: "recorded"),
        Case(method: "POST", target: "http://x/hooks/quiz/quiz-token", status: 200, label: "recorded"),
    ])
    func `the first check that fails decides the answer`(one: Case) throws {
        let intake = try Self.intake()
        let fields = (["Host: x", "Connection: close", "Content-Length: \(one.body.utf8.count)"] + one.lines)
            .map { "\($0)\r\n" }.joined()
        let answer = try intake.send("\(one.method) \(one.target) HTTP/1.1\r\n\(fields)\r\n\(one.body)")
        #expect(answer.status == one.status, "\(answer.text)")
        #expect(intake.counters.snapshot == [one.label: 1])
        #expect(answer.field("retry-after") != nil || one.status != 503)
        #expect(answer.field("allow") == (one.status == 405 ? "POST, GET, HEAD" : nil))
        if one.status >= 400 {
            #expect(answer.field("content-type") == "application/problem+json")
            #expect(answer.body.contains("\"status\":\(one.status)"))
        }
        #expect(try intake.events().count == (one.status == 400 || one.label == "recorded" ? 1 : 0))
    }

    @Test(
        arguments: [
            ("quiz/quiz-token", #"{"email":"a@b.example"}"#, EventState.mapped, 1),
            ("quiz/quiz-token", #"{"other":1}"#, .ignored, 0),
            ("held", #"{"email":"a@b.example"}"#, .held, 0),
            ("strict", #"{"email":"a@b.example"}"#, .unmapped, 0),
        ]
    )
    func `whatever the mapping makes of an event it is kept and answered 200`(
        address: String,
        body: String,
        state: EventState,
        actions: Int
    ) throws {
        let intake = try Self.intake()
        let answer = try intake.post("/hooks/\(address)", body)
        #expect(answer.status == 200)
        let event = try #require(try intake.events().first)
        #expect(answer.body == #"{"id":"\#(event.summary.id)","actions":\#(actions),"duplicates":0}"#)
        #expect(event.summary.state == state)
        #expect(event.body == Array(body.utf8))
    }

    @Test func `each request sees the set of sources that is there when it comes`() throws {
        let intake = try Self.intake()
        let sources = intake.library.current
        let isKnown = { try intake.post("/hooks/held", "{}").status == 200 }
        #expect(try isKnown())
        #expect(try isKnown())
        intake.library.replace(with: [:])
        #expect(try !isKnown())
        intake.library.replace(with: sources)
        #expect(try isKnown())
    }

    @Test func `a mapping that asks for the request is shown it`() throws {
        let mapping = #"{ "verify": { "none": true }, "actions": [{ "action": "$request.query.name" }] }"#
        let intake = try OpenIntake(["asking": mapping])
        #expect(try intake.post("/hooks/asking?name=Asked", "{}").status == 200)
        let event = try #require(try intake.events().first)
        #expect(event.summary.state == .mapped)
        #expect(event.forwards.map(\.summary.action.text) == ["Asked"])
    }

    @Test func `what comes for a removed mapping, or for one that may not run yet, is kept and not mapped`() throws {
        let intake = try Self.intake()
        let quiz = try #require(intake.library.current.values.first { $0.name.text == "quiz" })
        for (isRemoved, isProven) in [(true, true), (false, false)] {
            let source = LoadedSource(
                name: quiz.name,
                file: quiz.file,
                running: quiz.running,
                broken: "not now",
                isRemoved: isRemoved,
                isProven: isProven
            )
            intake.library.replace(with: [quiz.name: source])
            #expect(try intake.post("/hooks/quiz/quiz-token", #"{"email":"a@b.example"}"#).status == 200)
            let summary = try #require(try intake.events().first).summary
            #expect(summary.state == .unmapped)
            #expect(summary.mapping == nil, "else that version would pass it over once it may run")
            #expect(summary.actions == 0)
        }
    }

    @Test func `an event seen before is answered 200 with its duplicates`() throws {
        let intake = try Self.intake()
        let body = #"{"email":"a@b.example"}"#
        #expect(try intake.post("/hooks/quiz/quiz-token", body).body.hasSuffix(#""actions":1,"duplicates":0}"#))
        #expect(try intake.post("/hooks/quiz/quiz-token", body).body.hasSuffix(#""actions":1,"duplicates":1}"#))
    }

    @Test func `an authentic request that cannot be read is kept with the place and the reason`() throws {
        let intake = try Self.intake()
        let answer = try intake.post("/hooks/quiz/quiz-token", "{\n  \"email\": oops\n}")
        #expect(answer.status == 400)
        #expect(answer.body.contains("2:12"))
        let event = try #require(try intake.events().first)
        #expect(event.summary.state == .unreadable)
        #expect(event.summary.error?.message.hasPrefix("2:12") == true)
    }

    @Test func `a ledger that refuses is answered 503 and is news once`() throws {
        let intake = try Self.intake()
        intake.stopWriter()
        for _ in 1...3 {
            let answer = try intake.post("/hooks/quiz/quiz-token", "{}")
            #expect(answer.status == 503)
            #expect(answer.field("retry-after") == "5")
        }
        #expect(intake.counters.snapshot == ["ledger-stopped": 3])
        #expect(try intake.log().split(separator: "the ledger refuses events").count == 2)
    }

    @Test func `a source that is closed by our fault is in the log once, however often it is tried`() throws {
        let intake = try Self.intake()
        for _ in 1...3 { #expect(try intake.post("/hooks/closed/t", "{}").status == 503) }
        #expect(try intake.post("/hooks/broken", "{}").status == 503)
        let errors = try intake.log().split(separator: "\n").filter { $0.contains("level=error") }
        #expect(errors.count == 2)
        #expect(errors.contains { $0.contains("source=closed") && $0.contains("reason=secret-missing") })
        #expect(errors.contains { $0.contains("source=broken") && $0.contains("reason=mapping-broken") })
    }

    @Test(
        arguments: [
            (["127.0.0.1"], "198.51.100.7", "peer=198.51.100.7"),
            (["127.0.0.1"], "203.0.113.9, 198.51.100.7", "peer=198.51.100.7"),
            (["127.0.0.1"], "198.51.100.7, 127.0.0.1", "peer=198.51.100.7"),
            (["127.0.0.1"], "nonsense", "peer=127.0.0.1"),
            (["10.0.0.0/8"], "198.51.100.7", "peer=127.0.0.1"),
            ([], "198.51.100.7", "peer=127.0.0.1"),
        ]
    )
    func `a forwarded address is believed from trusted proxies alone`(
        proxies: [String],
        value: String,
        expected: String
    ) throws {
        let intake = try OpenIntake(Self.mappings, secrets: Self.secrets, trusting: proxies)
        #expect(try intake.post("/hooks/quiz/wrong", "{}", "X-Forwarded-For: \(value)").status == 401)
        let line = try #require(try intake.log().split(separator: "\n").last)
        #expect(line.hasSuffix(expected) || line.hasSuffix("\"\(expected)\""), "\(line)")
    }
}
