import Domain
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import Bridge
@testable import Forwarding
@testable import HTTP1
@testable import Intake

struct MetricsTests {
    private static func text(takesEvents: Bool, _ summary: StatusSummary?) -> String {
        let server = ServerCounters()
        server.open.store(3, ordering: .relaxed)
        server.count(.missingHost)
        let events = IntakeCounters()
        for _ in 0..<2 { events.add("recorded") }
        events.add("unknown-source")
        let attempts = AttemptCounters()
        attempts.count("delivered")
        return Metrics(server: server, events: events, attempts: attempts).text(takesEvents: takesEvents, summary)
    }

    private static func summary() throws -> StatusSummary {
        let folder = try TemporaryFolder()
        let writer = try LedgerWriter(path: folder.ledger, clock: { Timestamp(seconds: 1) })
        defer { writer.stop() }
        return try LedgerReader(path: folder.ledger).status()
    }

    /// The samples of a text, their lines' order kept.
    private static func samples(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    @Test func `what was counted since the start is there, the ledger read or not`() {
        #expect(
            Self.samples(Self.text(takesEvents: false, nil)) == [
                "funnelbridge_connections 3", #"funnelbridge_requests_total{result="recorded"} 2"#,
                #"funnelbridge_requests_total{result="unknown-source"} 1"#,
                #"funnelbridge_refusals_total{reason="missing-host"} 1"#,
                #"funnelbridge_attempts_total{outcome="delivered"} 1"#, "funnelbridge_ledger_takes_events 0",
            ]
        )
    }

    @Test func `the ledger says whether it takes events, whether it is kept up, and what is in it`() throws {
        let samples = Self.samples(Self.text(takesEvents: true, try Self.summary()))
        #expect(samples.contains("funnelbridge_ledger_takes_events 1"))
        #expect(samples.contains("funnelbridge_ledger_is_kept_up 1"))
        for state in EventState.allCases {
            #expect(samples.contains("funnelbridge_events{state=\"\(state.rawValue)\"} 0"))
        }
    }

    @Test func `each family has its type and help before its samples, and the text its end`() throws {
        let lines = Self.text(takesEvents: true, try Self.summary()).split(separator: "\n")
        #expect(lines.last == "# EOF")
        var family: Substring = ""
        for (number, line) in lines.dropLast().enumerated() {
            let words = line.split(separator: " ", maxSplits: 3)
            if line.hasPrefix("# TYPE ") {
                family = words[2]
                #expect(["gauge", "counter"].contains(words[3]))
                #expect(lines[number + 1].hasPrefix("# HELP \(family) "))
            } else if !line.hasPrefix("# HELP ") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                #expect(name == family || name == family + "_total")
            }
        }
    }

    @Test func `deploy's README names every figure`() throws {
        let readme = try Repository.text("deploy/README.md")
        let text = Self.text(takesEvents: true, try Self.summary())
        let names = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(names.count > 6)
        for name in names { #expect(readme.contains("`\(name)"), "deploy/README.md does not name \(name)") }
    }
}
