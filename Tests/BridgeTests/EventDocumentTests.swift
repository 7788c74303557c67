import Domain
import Testing

@testable import Bridge
@testable import Ledger

/// The documents of `events list --json` and `events show --json`, byte for byte: scripts read them.
struct EventDocumentTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func event(forwards: [ForwardSummary], error: EventWarning? = nil) throws -> EventSummary {
        EventSummary(
            id: try #require(EventID("0123456789abc")),
            source: try #require(SourceName("acme/quiz")),
            state: error == nil ? .mapped : .unmapped,
            receivedAt: now,
            actions: forwards.count,
            duplicates: 0,
            mapping: "0123456789ab",
            error: error,
            forwards: forwards
        )
    }

    private static func forward(_ state: ForwardState, attempts: Int, status: Int?, error: String?) throws
        -> ForwardSummary
    {
        ForwardSummary(
            id: 7,
            project: .default,
            action: try #require(ActionName("Quiz Completed")),
            state: state,
            attempts: attempts,
            lastStatus: status,
            lastError: error
        )
    }

    private static let head = #"{"id":"0123456789abc","source":"acme/quiz","#

    @Test func `a list has each event with its forwards`() throws {
        let pending = try Self.forward(
            .pending(dueAt: Self.now.adding(.seconds(5))),
            attempts: 2,
            status: 500,
            error: "answered 500"
        )
        let behind = try Self.forward(.pending(dueAt: nil), attempts: 0, status: nil, error: nil)
        let delivered = try Self.forward(.delivered(at: Self.now), attempts: 1, status: 200, error: nil)
        let list = [try Self.event(forwards: [pending, behind, delivered]), try Self.event(forwards: [])]
        let rest = #""state":"mapped","receivedAt":"2027-01-15T08:00:00.000Z","#
        let action = #"{"action":"Quiz Completed","project":"default","#
        #expect(
            String(decoding: EventDocument.json(list), as: UTF8.self) == """
                [\(Self.head)\(rest)"actions":3,"duplicates":0,"forwards":[\
                \(action)"state":"pending","attempts":2,"nextAttempt":"2027-01-15T08:00:05.000Z","endedAt":null,\
                "lastStatus":500,"lastError":"answered 500"},\
                \(action)"state":"pending","attempts":0,"nextAttempt":null,"endedAt":null,\
                "lastStatus":null,"lastError":null},\
                \(action)"state":"delivered","attempts":1,"nextAttempt":null,"endedAt":"2027-01-15T08:00:00.000Z",\
                "lastStatus":200,"lastError":null}]},\
                \(Self.head)\(rest)"actions":0,"duplicates":0,"forwards":[]}]
                """
        )
        #expect(EventDocument.json([]) == Array("[]".utf8))
    }

    @Test func `an event has its body as a text, and null for what is erased`() throws {
        let error = EventWarning(field: "email", message: "email is two")
        let detail = EventDetail(
            summary: try Self.event(forwards: [], error: error),
            contentType: nil,
            body: Array(#"{"a":1}"#.utf8),
            request: nil,
            warnings: [EventWarning(field: "score", message: "no number")],
            forwards: []
        )
        #expect(
            String(decoding: EventDocument.json(detail), as: UTF8.self) == """
                \(Self.head)"state":"unmapped","receivedAt":"2027-01-15T08:00:00.000Z","actions":0,"duplicates":0,\
                "mapping":"0123456789ab","contentType":null,"body":"{\\"a\\":1}","request":null,\
                "warnings":[{"field":"score","message":"no number"}],\
                "error":{"field":"email","message":"email is two"},"forwards":[]}
                """
        )
    }
}
