import Domain
import TestSupport
import Testing

@testable import Ledger

@Suite struct HandoverTests {
    /// What the writer has handed over, once everything that was given to it is on disk.
    private func handover(_ ledger: OpenLedger) throws -> Handover {
        // An errand comes last in its round, and after all earlier ones.
        try ledger.writer.perform { _ in }
        return ledger.writer.takeHandover()
    }

    @Test func `what was recorded is handed over as the ledger would tell it`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(
            try Sample.event([try Sample.action(1, lane: "a@b.example"), try Sample.action(2, name: "Lead")])
        )
        try ledger.record(try Sample.event([try Sample.action(3, lane: "c@d.example", project: "other")]))
        let handover = try handover(ledger)
        #expect(handover.due == (try ledger.due() + ledger.due("other")).sorted { $0.id < $1.id })
        #expect(handover.due.map(\.id) == [1, 2, 3])
        #expect(!handover.isPartial)
        #expect(handover.settled.isEmpty)
        #expect(try self.handover(ledger).isEmpty, "it is taken once")
    }

    @Test func `a duplicate is not handed over, nor one behind another of its lane`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let first = try Sample.action(1, lane: "a@b.example")
        try ledger.record(try Sample.event([first, first, try Sample.action(2, lane: "a@b.example")]))
        try ledger.record(try Sample.event([first]))
        let handover = try handover(ledger)
        #expect(handover.due.map(\.id) == [1])
        #expect(try ledger.due().map(\.id) == [1])
        #expect(!handover.isPartial, "the next of the lane becomes due by an outcome, not by itself")
    }

    @Test func `an outcome is handed over, and that it has made the next of a lane due`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 1...2 { try ledger.record(try Sample.event([try Sample.action(key, lane: "a@b.example")])) }
        try ledger.record(try Sample.event([try Sample.action(3)]))
        let due = try handover(ledger).due
        #expect(due.map(\.id) == [1, 3])
        ledger.writer.settle([Sample.settled(due[1], .delivered(at: Sample.start))])
        var handover = try handover(ledger)
        #expect(handover.settled == [3])
        #expect(!handover.isPartial)
        ledger.writer.settle([Sample.settled(due[0], .delivered(at: Sample.start))])
        handover = try self.handover(ledger)
        #expect(handover.settled == [1])
        #expect(handover.isPartial)
        #expect(handover.due.isEmpty)
    }

    @Test func `what several commits mean is handed over together`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(2)]))
        let due = try handover(ledger).due
        for forward in due {
            ledger.writer.settle([Sample.settled(forward, .delivered(at: Sample.start))])
            // Waits for the commit, and takes nothing.
            try ledger.writer.perform { _ in }
        }
        #expect(try handover(ledger).settled == due.map(\.id))
    }

    @Test func `a forward that is to be tried again is left to the ledger`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let due = try handover(ledger).due
        ledger.writer.settle([Sample.settled(due[0], .pending(dueAt: Sample.start.adding(.seconds(5))))])
        let handover = try handover(ledger)
        #expect(handover.settled == [1])
        #expect(handover.isPartial)
    }

    @Test func `what nobody takes is bounded, and large payloads are left to the ledger`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let large = String(repeating: "x", count: Handover.payloadLimit + 1)
        let longest = String(large.dropLast())
        try ledger.record(
            try Sample.event([try Sample.action(1, payload: large), try Sample.action(2, payload: longest)])
        )
        var handover = try handover(ledger)
        #expect(handover.due.map(\.id) == [2])
        #expect(handover.isPartial)
        for part in 0..<4 {
            try ledger.record(try Sample.event((0..<100).map { try Sample.action(3 + 100 * part + $0) }))
        }
        handover = try self.handover(ledger)
        #expect(handover.due.map(\.id) == (3..<3 + Int64(Handover.limit)).map { $0 })
        #expect(handover.isPartial)
    }

    @Test func `what was mapped again is handed over`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let recorded = try ledger.record(
            try Sample.event(state: .unmapped, error: EventWarning(field: "email", message: "nothing there"))
        )
        #expect(try handover(ledger).isEmpty)
        let event = RemappedEvent(
            id: recorded.id,
            state: .mapped,
            mapping: "0123456789ab",
            actions: [try Sample.action(1)]
        )
        try ledger.writer.remap([event], now: Sample.start)
        #expect(try handover(ledger).due == ledger.due())
        #expect(try ledger.due().count == 1)
    }

    @Test func `what was rolled back is not handed over`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let event = try Sample.event([try Sample.action(1)])
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in
                _ = try session.record(event)
                throw SQLiteError.unexpectedRow("a test")
            }
        }
        #expect(session.takeHandover().isEmpty)
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        #expect(session.takeHandover().due.count == 1)
        try session.transaction { () throws(SQLiteError) in }
        #expect(session.takeHandover().isEmpty, "it is of the last transaction alone")
    }

    @Test func `of a batch in which one entry does not fit, the ledger is to be read`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let wrong = try Sample.event(state: .ignored, error: EventWarning(field: "a", message: "b"))
        let results = ledger.results(of: [try Sample.event([try Sample.action(1)]), wrong])
        #expect(throws: Never.self) { try results[0].get() }
        #expect(throws: LedgerError.self) { try results[1].get() }
        #expect(try handover(ledger).isPartial)
    }

    /// A forward made dead by its outcome, for commands to change.
    private func kill(_ forward: Forward, _ ledger: OpenLedger) throws {
        ledger.writer.settle([Sample.settled(forward, .dead(at: Sample.start, reason: .rejected))])
    }

    @Test func `what a command commits is told by the next commit, once`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        try kill(try #require(try handover(ledger).due.first), ledger)
        #expect(try !handover(ledger).isPartial, "an outcome is the writer's own")
        let editor = try LedgerEditor(path: ledger.path)
        #expect(try editor.retry(.all(.dead), now: Sample.start).changed == 1)
        #expect(ledger.writer.takeHandover().isEmpty)
        try ledger.record(try Sample.event([try Sample.action(2)]))
        #expect(try handover(ledger).isPartial)
        try ledger.record(try Sample.event([try Sample.action(3)]))
        #expect(try !handover(ledger).isPartial)
        #expect(try editor.discard(.all(.pending), now: Sample.start).changed == 3)
        #expect(try handover(ledger).isPartial, "also by one that changes nothing")
        #expect(try handover(ledger).isEmpty)
    }

    @Test func `a reader, a copying of the log and an own transaction that is given up are nobody else's commit`()
        throws
    {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let event = try Sample.event()
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        #expect(try LedgerReader(path: folder.ledger).status().events[.ignored] == 1)
        #expect(try LedgerFile.open(folder.ledger, .writing).checkpoint(.passive)?.rest == 0)
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        #expect(session.takeHandover().isEmpty)
        #expect(try session.connection.checkpoint(.restart)?.rest == 0)
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in
                _ = try session.record(event)
                throw SQLiteError.unexpectedRow("a test")
            }
        }
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        #expect(session.takeHandover().isEmpty)
    }

    @Test
    func `what a command commits before a transaction that is given up, or that nobody hands over, is told later`()
        throws
    {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let other = try WriteSession(try LedgerFile.open(folder.ledger, .writing))
        let event = try Sample.event()
        _ = try other.transaction { () throws(SQLiteError) in try other.record(event) }
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in throw SQLiteError.unexpectedRow("a test") }
        }
        // Pruning.
        try session.transaction { () throws(SQLiteError) in }
        try session.transaction { () throws(SQLiteError) in }
        #expect(session.takeHandover().isPartial)
        #expect(!session.takeHandover().isPartial)
    }

    @Test func `what came between the end of a connection and the next one is told`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        #expect(try !handover(ledger).isPartial)
        disk.plan(.fails, .syncs, of: .log, count: 1)
        #expect(throws: LedgerError.self) { try ledger.record(try Sample.event([try Sample.action(2)])) }
        disk.recover()
        try ledger.record(try Sample.event([try Sample.action(3)]))
        let handover = try handover(ledger)
        #expect(handover.due.map(\.id) == [2])
        #expect(handover.isPartial)
    }
}
