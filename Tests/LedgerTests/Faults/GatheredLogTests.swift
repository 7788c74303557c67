import Domain
import TestSupport
import Testing

@testable import Ledger

@Suite struct GatheredLogTests {
    /// A commit with far more pages than one write takes.
    private func record(_ count: Int, in ledger: OpenLedger) throws -> [Result<Int64, LedgerError>] {
        let events = try (0..<count).map { try Sample.event(body: String(repeating: "x", count: 12_000 + $0)) }
        return ledger.results(of: events).map { $0.map(\.id.number) }
    }

    @Test func `the pages of a commit go to the log several at a time`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        defer { ledger.writer.stop() }
        _ = try record(1, in: ledger)
        disk.recover(counting: .writes, of: .log)
        let results = try record(100, in: ledger)
        #expect(results.allSatisfy { (try? $0.get()) != nil })
        // At least a page for each event; by themselves two writes for each page.
        #expect(disk.operations <= 40, "\(disk.operations) writes")
    }

    @Test func `a page that could not be written fails the commit, and the next one writes its place anew`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        _ = try record(1, in: ledger)
        disk.plan(.fails, .writes, of: .log, count: 1)
        #expect(try record(40, in: ledger).contains { (try? $0.get()) == nil })
        disk.recover()
        let numbers = try record(40, in: ledger).map { try $0.get() }
        #expect(Set(numbers).count == 40)
        ledger.writer.stop()
        let reader = try LedgerReader(path: disk.folder.ledger)
        #expect(try reader.problems() == [])
    }

    @Test(arguments: [10, 20, 40])
    func `pages of a transaction that was given up are not written over another's commit`(pages: Int) throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let other = try WriteSession(try LedgerFile.open(folder.ledger, .writing))
        // Pages that find no room in memory go to the log before the commit.
        try session.connection.execute("PRAGMA cache_size = 10")
        #expect(try session.connection.checkpoint(.restart)?.rest == 0)
        let event = try Sample.event(body: String(repeating: "x", count: pages * 8_192))
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in
                _ = try session.record(event)
                throw SQLiteError.unexpectedRow("given up")
            }
        }
        for session in [other, session] {
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        let reader = try LedgerReader(path: folder.ledger)
        #expect(try reader.problems() == [])
        #expect(try reader.status().events[.ignored] == 2)
    }

    @Test func `after a full disk a commit goes behind what another connection has written since`() throws {
        let disk = try FaultyDisk()
        let session = try WriteSession(try LedgerFile.openOrCreate(disk.folder.ledger))
        let other = try WriteSession(try LedgerFile.open(disk.folder.ledger, .writing))
        let event = try Sample.event(body: String(repeating: "x", count: 100_000))
        disk.plan(.full, .writes, of: .log, count: 1)
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        disk.recover()
        for session in [other, session] {
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        let reader = try LedgerReader(path: disk.folder.ledger)
        #expect(try reader.problems() == [])
        #expect(try reader.status().events[.ignored] == 2)
    }

    @Test func `a full log is copied into the file, which makes room in it`() throws {
        let disk = try FaultyDisk()
        let session = try WriteSession(try LedgerFile.openOrCreate(disk.folder.ledger))
        let event = try Sample.event(body: String(repeating: "x", count: 100_000))
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        disk.plan(.full, .writes, of: .log)
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        #expect(try session.connection.checkpoint(.restart)?.rest == 0)
    }

    @Test func `another connection finds all of a commit without a sync`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        for count in 1...20 {
            let event = try Sample.event(body: String(repeating: "x", count: count * 10_000))
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
            #expect(try reader.status().events[.ignored] == count)
            #expect(try reader.problems() == [])
        }
    }
}
