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
}
