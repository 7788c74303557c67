import Domain
import Testing

@testable import Bridge
@testable import Ledger

/// What makes `status` end with 1, each with its way out.
struct AttentionTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func lines(_ summary: StatusSummary) -> [String] { Attention.lines(for: summary) }

    @Test func `a ledger that is done with everything wants nobody`() {
        let summary = Summaries.summary(
            at: Self.now,
            forwards: [.delivered: 9, .duplicate: 9, .discarded: 9],
            events: [.mapped: 9, .ignored: 9]
        )
        #expect(Self.lines(summary) == [])
    }

    @Test(arguments: [(1, "1 forward waits"), (2, "2 forwards wait")])
    func `what is pending wants a person only while no daemon runs`(count: Int, subject: String) {
        let forwards = [ForwardState.Name.pending: count]
        #expect(Self.lines(Summaries.summary(at: Self.now, forwards: forwards, isDaemonRunning: true)) == [])
        #expect(
            Self.lines(Summaries.summary(at: Self.now, forwards: forwards))
                == ["\(subject) and no daemon is running: funnelbridge serve"]
        )
    }

    @Test(arguments: [(1, "1 forward is"), (2, "2 forwards are")])
    func `dead forwards want a person`(count: Int, subject: String) {
        let summary = Summaries.summary(at: Self.now, forwards: [.dead: count])
        #expect(Self.lines(summary) == ["\(subject) dead: funnelbridge events list --state dead"])
    }

    @Test(arguments: [EventState.held, .unmapped, .unreadable])
    func `events that nothing became of want a person`(state: EventState) {
        let summary = Summaries.summary(at: Self.now, events: [state: 1])
        #expect(Self.lines(summary) == ["1 event is \(state): funnelbridge events list --state \(state)"])
    }

    @Test func `a project that is paused or lacks its credentials wants a person, an open circuit does not`() {
        func lines(_ state: ProjectState.Name) -> [String] {
            let project = Summaries.project(state, at: Self.now, why: "so it is")
            return Self.lines(Summaries.summary(at: Self.now, projects: [project], isDaemonRunning: true))
        }
        #expect(lines(.paused) == ["project default is paused: so it is"])
        #expect(lines(.noCredentials) == ["project default sends nothing: so it is"])
        #expect(lines(.circuitOpen) == [])
        #expect(lines(.sending) == [])
    }

    @Test func `a broken mapping and a ledger in trouble want a person, the ledger first`() throws {
        let source = try #require(SourceName("quiz"))
        let mapping = MappingRecord(source: source, file: "m", version: nil, loadedAt: nil, broken: "it is broken")
        let summary = Summaries.summary(
            at: Self.now,
            mappings: [mapping],
            trouble: "the disk is full",
            upkeepTrouble: "a reader stays"
        )
        #expect(
            Self.lines(summary) == [
                "nothing is written, and senders get 503: the disk is full",
                "events are taken, but the ledger only grows: a reader stays", "source quiz: it is broken",
            ]
        )
    }
}
