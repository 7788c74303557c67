import Domain
import Testing

@testable import Ledger

/// Each step of a transaction interrupted: nothing of it is there, and the next goes through.
@Suite struct WriterStepTests {
    @Test(arguments: [
        "INSERT ON source", "INSERT ON project", "INSERT ON action", "INSERT ON dedupe", "INSERT ON event",
        "INSERT ON event_body", "INSERT ON event_warning", "INSERT ON forward", "INSERT ON kept_count",
    ])
    func `an event that is interrupted leaves nothing`(step: String) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let event = try Sample.event(
            [try Sample.action(1, lane: "a@b.example"), try Sample.action(2)],
            warnings: [EventWarning(field: "a", message: "b")]
        )
        let other = try LedgerFile.open(ledger.path, .writing)
        try other.execute("CREATE TRIGGER interrupt AFTER \(step) BEGIN SELECT RAISE(ROLLBACK, 'interrupted'); END")
        let result = try #require(ledger.results(of: [event]).first)
        #expect(throws: LedgerError.self) { try result.get() }
        for table in [
            "source", "dedupe", "event", "event_body", "event_warning", "forward", "kept_count",
        ] {
            #expect(try other.prepare("SELECT count(*) FROM \(table)").first { $0.count(0) } == 0, "\(table)")
        }
        try other.execute("DROP TRIGGER interrupt")
        #expect(try ledger.record(event).duplicates == 0)
        #expect(try ledger.reader().problems() == [])
    }

    @Test(arguments: [
        ("UPDATE ON forward", ForwardState.delivered(at: Sample.start)),
        ("INSERT ON attempt", .dead(at: Sample.start, reason: .rejected)),
        ("INSERT ON kept_count", .delivered(at: Sample.start)),
        ("UPDATE ON kept_count", .delivered(at: Sample.start)),
    ])
    func `an outcome that is interrupted leaves its forward pending`(step: String, state: ForwardState) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 1...3 { try ledger.record(try Sample.event([try Sample.action(key, lane: "a@b.example")])) }
        let forward = try #require(try ledger.due().first)
        let other = try LedgerFile.open(ledger.path, .writing)
        try other.execute("CREATE TRIGGER interrupt AFTER \(step) BEGIN SELECT RAISE(ROLLBACK, 'interrupted'); END")
        ledger.settle(Sample.settled(forward, state))
        #expect(try ledger.due().map(\.id) == [forward.id])
        #expect(try ledger.reader().status().forwards[.pending] == 3)
        try other.execute("DROP TRIGGER interrupt")
        ledger.settle(Sample.settled(forward, state))
        #expect(try ledger.reader().status().forwards[state.name] == 1)
        #expect(try ledger.reader().problems() == [])
    }
}
