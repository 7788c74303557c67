import Domain
import Testing

@testable import Bridge
@testable import Ledger

struct EventTextTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func forward(_ action: String, _ state: ForwardState) throws -> ForwardSummary {
        ForwardSummary(
            id: 7,
            project: .default,
            action: try #require(ActionName(action)),
            state: state,
            attempts: 1,
            lastStatus: 200,
            lastError: nil
        )
    }

    @Test func `a list says of forwards that are alike how many they are`() throws {
        let delivered = ForwardState.delivered(at: Self.now)
        let event = EventSummary(
            id: try #require(EventID("0123456789abc")),
            source: try #require(SourceName("quiz")),
            state: .mapped,
            receivedAt: Self.now,
            actions: 5,
            duplicates: 1,
            mapping: nil,
            error: nil,
            forwards: [
                try Self.forward("Lead", delivered), try Self.forward("Quiz", delivered),
                try Self.forward("Lead", .discarded(at: Self.now)), try Self.forward("Lead", delivered),
            ]
        )
        let lines = EventText.list([event], style: TextStyle(coloured: false))
        #expect(lines.count == 2)
        let forwards = "mapped  Lead delivered ×2, Quiz delivered, Lead discarded, 1 seen before"
        #expect(lines.last?.hasSuffix(forwards) == true)
    }

    @Test func `an event shows its body line by line, what was sent where, and what was answered`() throws {
        let summary = EventSummary(
            id: try #require(EventID("0123456789abc")),
            source: try #require(SourceName("quiz")),
            state: .mapped,
            receivedAt: Self.now,
            actions: 2,
            duplicates: 0,
            mapping: nil,
            error: nil,
            forwards: []
        )
        func attempt(_ answer: String) -> Attempt {
            Attempt(
                startedAt: Self.now,
                took: .milliseconds(12),
                status: 200,
                outcome: "delivered",
                error: nil,
                answer: Array(answer.utf8)
            )
        }
        let sent = EventDetail.ForwardDetail(
            summary: try Self.forward("Lead", .delivered(at: Self.now)),
            payload: Array("{}".utf8),
            attempts: [attempt("taken"), attempt("")]
        )
        let erased = EventDetail.ForwardDetail(
            summary: try Self.forward("Quiz", .delivered(at: Self.now)),
            payload: nil,
            attempts: []
        )
        func lines(_ body: String?, _ forwards: [EventDetail.ForwardDetail]) -> [String] {
            let event = EventDetail(
                summary: summary,
                contentType: nil,
                body: body.map { Array($0.utf8) },
                request: nil,
                warnings: [],
                forwards: forwards
            )
            return EventText.detail(event, style: TextStyle(coloured: false)) { action, _ in "https://x/\(action)" }
        }
        #expect(Array(lines("{\n\n}", []).suffix(4)) == ["Body", "  {", "  ", "  }"])
        #expect(lines(nil, []).last == "  (no longer kept)")
        #expect(
            Array(lines("{}", [sent, erased]).suffix(10)) == [
                "", "POST https://x/Lead", "  delivered 2027-01-15T08:00:00.000Z, 1 attempt", "  {}",
                "  2027-01-15T08:00:00.000Z  12 ms  status 200, delivered  taken",
                "  2027-01-15T08:00:00.000Z  12 ms  status 200, delivered", "", "POST https://x/Quiz",
                "  delivered 2027-01-15T08:00:00.000Z, 1 attempt", "  (erased)",
            ]
        )
    }
}
