import Domain
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// What goes wrong where nobody waits for it: copying the log, and pruning.
@Suite struct UpkeepTests {
    /// What the writer has reported.
    private final class Reports: Sendable {
        private let kinds = Mutex<[LedgerError.Kind?]>([])
        private let bell: Doorbell

        init() throws { bell = try Doorbell() }

        func add(_ trouble: LedgerError?) {
            kinds.withLock { $0.append(trouble?.kind) }
            bell.ring()
        }

        /// Waits for as many, doing `work` between two looks.
        func first(_ count: Int, doing work: () throws -> Void = {}) throws -> [LedgerError.Kind?] {
            for _ in 0..<200 where kinds.withLock({ $0.count < count }) {
                try work()
                bell.wait(milliseconds: 50)
            }
            return kinds.withLock { $0 }
        }
    }

    private func writer(_ path: String, _ reports: Reports, _ recorded: Doorbell) throws -> LedgerWriter {
        try LedgerWriter(
            path: path,
            clock: { Sample.start },
            recordedBell: recorded,
            upkeepChanged: { reports.add($0) }
        )
    }

    /// Records one after another.
    private func record(_ count: Int, bytes: Int, by writer: LedgerWriter, _ recorded: Doorbell) throws {
        let event = try Sample.event(body: String(repeating: "x", count: bytes))
        for number in 0..<count {
            writer.record(event, ticket: UInt64(number))
            var replies: [RecordReply] = []
            while replies.isEmpty {
                try #require(recorded.wait(milliseconds: 120_000), "the writer answers")
                writer.takeRecorded(into: &replies)
            }
            _ = try replies[0].result.get()
        }
    }

    @Test func `a log that cannot be copied is reported while events are taken, and so is the end of it`() throws {
        let disk = try FaultyDisk()
        let reports = try Reports()
        let recorded = try Doorbell()
        let writer = try writer(disk.folder.ledger, reports, recorded)
        defer { writer.stop() }
        disk.plan(.fails, .writes, of: .ledger)
        try record(Checkpointer.worthwhile / 6, bytes: 100_000, by: writer, recorded)
        #expect(try reports.first(1) == [.inputOutput])
        // Again and again, and said once.
        try record(3, bytes: 10, by: writer, recorded)
        let status = try LedgerReader(path: disk.folder.ledger).status()
        #expect(status.trouble == nil)
        #expect(status.upkeepTrouble?.contains("the disk reports errors") == true)
        #expect(writer.trouble == nil)
        disk.recover()
        #expect(try reports.first(2) == [.inputOutput, nil])
        #expect(try LedgerReader(path: disk.folder.ledger).status().upkeepTrouble == nil)
    }

    @Test func `what the side has copied is on disk, though a reader or the writer keeps the log from being done with`()
        throws
    {
        let disk = try FaultyDisk()
        let session = try WriteSession(try LedgerFile.openOrCreate(disk.folder.ledger))
        let event = try Sample.event()
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        let reader = try LedgerReader(path: disk.folder.ledger)
        try reader.connection.execute("BEGIN")
        #expect(try reader.connection.prepare("SELECT count(*) FROM event").first { $0.integer(0) } == 1)
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        let checkpointer = try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell())
        disk.recover(counting: .syncs, of: .ledger)
        let rest = try #require(checkpointer.copyMost())
        #expect(rest > 0)
        #expect(disk.operations > 0)
        // One that fails is not passed over.
        disk.plan(.fails, .syncs, of: .ledger)
        checkpointer.noteCommit()
        checkpointer.noteCommit()
        #expect(checkpointer.copyMost() == nil)
        #expect(checkpointer.failure?.kind == .inputOutput)
        disk.recover()
        reader.connection.rollBack()
    }

    @Test func `pruning that fails is reported, and so is the end of it`() throws {
        let folder = try TemporaryFolder()
        let reports = try Reports()
        let recorded = try Doorbell()
        let now = Mutex(Sample.start)
        let writer = try LedgerWriter(
            path: folder.ledger,
            clock: { now.withLock { $0 } },
            recordedBell: recorded,
            upkeepChanged: { reports.add($0) }
        )
        defer { writer.stop() }
        try record(2, bytes: 10, by: writer, recorded)
        let other = try LedgerFile.open(folder.ledger, .writing)
        try other.execute("CREATE TRIGGER guard BEFORE DELETE ON event_body BEGIN SELECT RAISE(ABORT, 'no'); END")
        now.withLock { $0 = Sample.start.adding(.days(30)) }
        // An event wakes the writer, whose next step is due by then.
        let passes: () throws -> Void = {
            now.withLock { $0 = $0.adding(.minutes(2)) }
            try record(1, bytes: 10, by: writer, recorded)
        }
        writer.keep(RetentionPolicy(bodies: .days(1), delivered: nil, dead: nil))
        #expect(try reports.first(1, doing: passes) == [.refused])
        try other.execute("DROP TRIGGER guard")
        #expect(try reports.first(2, doing: passes) == [.refused, nil])
        #expect(writer.trouble == nil)
    }

    @Test(arguments: [TroubleNote.none, .refusing("/a.db: the disk is full"), .growing("/a.db: the disk is full")])
    func `a note comes back as it was`(note: TroubleNote) {
        #expect(TroubleNote(text: note.text) == note)
    }
}
