import Domain
import Testing

@testable import Ledger

/// Ledgers that hold numbers which the ledger itself would never have written: an error is right, a crash is not.
@Suite struct DamagedLedgerTests {
    @Test func `behind an event with the last of all ids nothing is recorded and nothing crashes`() throws {
        let ledger = try OpenLedger()
        try ledger.record(try Sample.event())
        ledger.writer.stop()
        try damage(
            ledger,
            "UPDATE event SET id = 9223372036854775807; UPDATE event_body SET event = 9223372036854775807"
        )
        let reopened = try OpenLedger(in: ledger.folder)
        defer { reopened.writer.stop() }
        let results = reopened.results(of: [try Sample.event(), try Sample.event()])
        for result in results { #expect(throws: LedgerError.self) { try result.get() } }
    }

    @Test func `attempts beyond counting leave a forward that can be sent`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        try damage(ledger, "UPDATE forward SET attempts = 9223372036854775807")
        let forward = try #require(try ledger.due().first)
        #expect(forward.attempts == 1_000_000_000_000)
        let change = ForwardLifecycle(schedule: .standard).change(
            of: forward,
            by: .delivered,
            pauses: PauseHistory(),
            now: Sample.start,
            draw: .half
        )
        #expect(change.attempts == 1_000_000_000_001)
    }

    @Test func `kept counts beyond counting can be added up`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(2, name: "Lead")]))
        try ledger.record(try Sample.event(source: "jotform"))
        try damage(ledger, "UPDATE kept_count SET count = 9223372036854775807")
        let status = try ledger.reader().status()
        #expect(status.forwards[.pending] == 2_000_000_000_000)
        #expect(status.projects.map(\.pending) == [2_000_000_000_000])
    }

    private func damage(_ ledger: OpenLedger, _ sql: String) throws {
        let connection = try Connection(path: ledger.path, mode: .writing)
        try connection.execute("PRAGMA ignore_check_constraints = 1")
        try connection.execute("PRAGMA foreign_keys = 0")
        try connection.execute(sql)
    }
}
