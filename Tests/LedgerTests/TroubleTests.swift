import Domain
import Foundation
import Testing

@testable import Ledger

/// What the writer does when the disk or another process is in the way, and that it goes on by itself.
@Suite struct TroubleTests {
    @Test func `an entry that does not fit fails alone`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let wrong = try Sample.event(state: .ignored, error: EventWarning(field: "a", message: "b"))
        let events = [
            try Sample.event([try Sample.action(1)]), wrong, try Sample.event([try Sample.action(2)]),
        ]
        let results = ledger.results(of: events)
        #expect(throws: Never.self) { try results[0].get() }
        #expect(throws: Never.self) { try results[2].get() }
        let error = #expect(throws: LedgerError.self) { try results[1].get() }
        #expect(error?.kind == .refused)
        #expect(try ledger.reader().status().events[.mapped] == 2)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a damaged table is reported and spares what does not need it`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event())
        let connection = try LedgerFile.open(ledger.path, .writing)
        try connection.execute("ALTER TABLE dedupe RENAME TO gone")
        let result = try #require(ledger.results(of: [try Sample.event([try Sample.action(1)])]).first)
        #expect(throws: LedgerError.self) { try result.get() }
        #expect(ledger.writer.trouble != nil)
        try connection.execute("ALTER TABLE gone RENAME TO dedupe")
        let again = try ledger.record(try Sample.event([try Sample.action(1)]))
        #expect(again.duplicates == 0)
        #expect(ledger.writer.trouble == nil)
    }

    @Test func `a full disk is reported and passes by itself`() throws {
        let ledger = try OpenLedger()
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        ledger.writer.stop()
        let session = try WriteSession(try LedgerFile.open(ledger.path, .writing))
        try session.connection.execute("PRAGMA max_page_count = 1")
        let event = try Sample.event(body: String(repeating: "x", count: 100_000))
        let error = #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        #expect(error?.kind == .full)
        #expect(LedgerError(try #require(error), path: "x").description.contains("free some space"))
        try session.connection.execute("PRAGMA max_page_count = 1000000")
        let recorded = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        #expect(recorded.id > id)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `outcomes that cannot be written are kept and written later`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let forward = try #require(try ledger.due().first)
        let connection = try LedgerFile.open(ledger.path, .writing)
        try connection.execute("ALTER TABLE attempt RENAME TO gone")
        ledger.writer.settle([Sample.settled(forward, .delivered(at: Sample.start))])
        let refused = try #require(ledger.results(of: [try Sample.event()]).first)
        _ = refused
        try connection.execute("ALTER TABLE gone RENAME TO attempt")
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start)))
        #expect(try ledger.reader().status().forwards[.delivered] == 1)
    }

    @Test func `an error shows its statement and no value`() throws {
        let folder = try TemporaryFolder()
        try folder.makeEmptyLedgerFile()
        let connection = try Connection(path: folder.ledger, mode: .writing)
        try connection.execute("CREATE TABLE a (x TEXT NOT NULL CHECK (x <> 'secret')) STRICT")
        let statement = try connection.prepare("INSERT INTO a VALUES (?1)")
        statement.bind("secret", at: 1)
        let error = #expect(throws: SQLiteError.self) { try statement.run() }
        let worded = LedgerError(try #require(error), path: folder.ledger)
        #expect(worded.kind == .refused)
        #expect(worded.description.contains("INSERT INTO a VALUES (?1)"))
    }

    @Test(arguments: [
        (10 | 4 << 8, LedgerError.Kind.inputOutput, true), (13, .full, false), (8, .readOnly, false),
        (11, .corrupt, true), (5, .busy, false), (19, .refused, false), (26, .foreign, true), (14, .permission, true),
    ])
    func `each code has its kind and a failed sync ends the connection`(
        code: Int,
        kind: LedgerError.Kind,
        endsConnection: Bool
    ) {
        let error = SQLiteError(code: Int32(code), message: "words", sql: nil)
        #expect(LedgerError(error, path: "x").kind == kind)
        #expect(error.endsConnection == endsConnection)
    }
}
