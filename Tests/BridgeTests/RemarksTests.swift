import Domain
import Testing

@testable import Bridge
@testable import Ledger

/// What `status` finds worth a look.
struct RemarksTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func summary(
        drifts: [Drift] = [],
        quiet: [QuietSource] = [],
        warned: [WarnedSource] = []
    ) -> StatusSummary {
        StatusSummary(
            forwards: [:],
            events: [:],
            sources: [],
            oldestPending: nil,
            projects: [],
            mappings: [],
            drifts: drifts,
            quiet: quiet,
            warned: warned,
            daemon: nil,
            isDaemonRunning: false,
            trouble: nil,
            upkeepTrouble: nil
        )
    }

    @Test func `nothing changed is nothing said`() {
        #expect(Remarks.lines(for: Self.summary(), at: Self.now) == [])
    }

    @Test func `a source is said once, each kind of change with a count and examples`() throws {
        let changes: [Drift.Change] = [
            .fieldEmpty("score", action: "Quiz"), .placeRetyped("$.total", from: "number", to: "text"),
            .placeNew("$.a"), .placeNew("$.b"), .placeNew("$.c"), .placeNew("$.d\u{1B}[31m"),
        ]
        let drift = Drift(source: try #require(SourceName("quiz")), recent: 25, before: 400, changes: changes)
        let lines = Remarks.lines(for: Self.summary(drifts: [drift]), at: Self.now)
        #expect(
            lines == [
                """
                source quiz has changed, its last 25 events against 400 before: 1 field is empty (score of Quiz); \
                1 type is another ($.total: number, now text); 4 places are new ($.a, $.b, $.c, …): \
                funnelbridge events list --source quiz --limit 1
                """
            ]
        )
    }

    @Test func `a source whose values do not fit is said with its fields and an event, and wants nobody for certain`()
        throws
    {
        let source = try #require(SourceName("quiz"))
        let newest = EventID(number: 7)
        let one = WarnedSource(source: source, events: 1, fields: ["score"], newest: newest)
        let many = WarnedSource(source: source, events: 9, hasMore: true, fields: ["a", "b", "c", "d"], newest: newest)
        let lines = [one, many].flatMap { Remarks.lines(for: Self.summary(warned: [$0]), at: Self.now) }
        #expect(
            lines == [
                """
                source quiz sends values that do not fit: 1 event of the last day with warnings (score): \
                funnelbridge events show 0000000000007
                """,
                """
                source quiz sends values that do not fit: 9 events or more of the last day with warnings (a, b, c, …): \
                funnelbridge events show 0000000000007
                """,
            ]
        )
        #expect(Attention.lines(for: Self.summary(warned: [one])) == [])
    }

    @Test func `a quiet source is said with how long it has been, and nothing of it changes what wants attention`()
        throws
    {
        let quiet = QuietSource(source: try #require(SourceName("quiz")), last: Self.now.adding(.minutes(-125)))
        let summary = Self.summary(quiet: [quiet])
        #expect(Remarks.lines(for: summary, at: Self.now).first?.contains("nothing for 2h 5m") == true)
        #expect(Attention.lines(for: summary) == [])
        let text = StatusText(summary, at: Self.now, style: TextStyle(coloured: false)).lines.joined(separator: "\n")
        let narrow = StatusText(summary, at: Self.now, style: TextStyle(coloured: false), width: 60).lines
        #expect(narrow.allSatisfy { $0.count <= 60 })
        #expect(narrow.contains { $0.hasPrefix("    ") })
        #expect(text.contains("All is well.\n\nWorth a look:\n  source quiz is quiet"))
        #expect(String(decoding: StatusDocument.json(summary, at: Self.now), as: UTF8.self).contains("quiz is quiet"))
    }
}
