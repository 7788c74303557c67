import Domain
import Ledger
import Testing

@testable import Bridge

struct RemapTallyTests {
    private static func step(_ state: EventState, error: String? = nil) throws -> RemapStep {
        .remapped(
            RemappedEvent(
                id: EventID(number: 1),
                state: state,
                mapping: nil,
                error: error.map { EventWarning(field: "score", message: $0) }
            ),
            source: try #require(SourceName("quiz"))
        )
    }

    @Test func `what would become of events is told by numbers`() throws {
        var tally = RemapTally()
        tally.add(try Self.step(.mapped))
        tally.add(try Self.step(.ignored))
        tally.add(try Self.step(.unmapped, error: "is no number"))
        tally.add(try Self.step(.unmapped, error: "is no number"))
        tally.add(.left(EventID(number: 2), reason: "its body is no longer kept"))
        #expect(
            tally.forecast == [
                "1 would be mapped, with 0 actions", "1 would be ignored", "2 would be unmapped, for the mapping fails",
                "1 stays as it is", "  2 × quiz: score: is no number", "  1 × its body is no longer kept",
            ]
        )
        #expect(!tally.isComplete)
        #expect(tally.seen == 5)
    }

    @Test func `what became of events counts what was seen before`() throws {
        var tally = RemapTally()
        let recorded = RecordedEvent(id: EventID(number: 1), actions: 0, duplicates: 2)
        tally.add(try Self.step(.mapped), recorded: recorded)
        #expect(tally.account == ["1 event mapped, with 0 actions, 2 seen before"])
        #expect(tally.isComplete)
    }

    @Test func `only so many reasons are shown and kept`() throws {
        var tally = RemapTally()
        for number in 0..<1_000 { tally.add(try Self.step(.unmapped, error: "reason \(number)")) }
        #expect(tally.reasons.count == 200)
        #expect(tally.account.count == 12)
        #expect(tally.account.last?.contains("events list") == true)
    }

    @Test func `nothing is said to be done where nothing was`() {
        #expect(RemapTally().account == ["no event was mapped"])
    }
}
