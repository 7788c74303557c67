import Domain
import Linux
import TestSupport
import Testing

@testable import Ledger

/// Copying the log into the file, whose sync fails: Linux then takes pages for written that are not on the disk.
@Suite struct CopyFaultTests {
    private let disk: FaultyDisk
    private let event: NewEvent

    init() throws {
        disk = try FaultyDisk()
        event = try Sample.event(body: String(repeating: "x", count: 100_000))
    }

    private func record(_ session: WriteSession) throws {
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
    }

    /// A session with two events in its log, of which the file has the first, copied without a sync.
    private func halfCopied() throws -> WriteSession {
        let session = try WriteSession(try LedgerFile.openOrCreate(disk.folder.ledger))
        try record(session)
        // A reader of this state: what comes after it cannot be copied yet.
        let reader = try LedgerReader(path: disk.folder.ledger)
        try reader.connection.execute("BEGIN")
        #expect(try reader.connection.prepare("SELECT count(*) FROM event").first { $0.count(0) } == 1)
        try record(session)
        let part = try #require(try session.connection.checkpoint(.passive))
        #expect(part.copied > 0 && part.rest > 0)
        reader.connection.rollBack()
        return session
    }

    /// Begins the log anew, over the pages that it had, cuts the power, and looks for all events.
    private func checkAfterPowerCut(_ session: WriteSession) throws {
        #expect(try session.connection.checkpoint(.restart)?.rest == 0)
        for _ in 0..<4 { try record(session) }
        let left = try disk.afterPowerCut(keptPercent: 0)
        let reader = try LedgerReader(path: left.ledger)
        #expect(try reader.problems() == [])
        #expect(try reader.status().events[.ignored] == 6)
    }

    @Test func `what an earlier copying wrote is not lost with the failed sync of a later one`() throws {
        let session = try halfCopied()
        disk.plan(.fails, .syncs, of: .ledger, count: 1)
        #expect(throws: SQLiteError.self) { try session.connection.checkpoint(.restart) }
        disk.recover()
        try checkAfterPowerCut(session)
    }

    @Test func `nor is it when the connection closes, and SQLite copies what it takes for the rest`() throws {
        do {
            let session = try halfCopied()
            disk.plan(.fails, .syncs, of: .ledger, count: 1)
            #expect(throws: SQLiteError.self) { try session.connection.checkpoint(.restart) }
            disk.recover()
        }
        try checkAfterPowerCut(WriteSession(try LedgerFile.openAnew(disk.folder.ledger)))
    }

    @Test func `nor with the failed sync of what the side has copied`() throws {
        let session = try halfCopied()
        let checkpointer = try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell())
        disk.plan(.fails, .syncs, of: .ledger)
        #expect(checkpointer.copyMost() == nil)
        #expect(checkpointer.failure?.kind == .inputOutput)
        disk.recover()
        try checkAfterPowerCut(session)
    }

    /// Has a sync of the file fail while another process holds the checkpoint's lock, and then recovers the disk.
    private func failSync(_ session: WriteSession, _ checkpointer: Checkpointer) {
        session.connection.waitForLocks(1)
        disk.plan(.busy, [.syncs, .sharedMemory], of: .ledger)
        let error = #expect(throws: SQLiteError.self) {
            try checkpointer.alone(by: session.connection) { () throws(SQLiteError) in
                try session.connection.syncFile()
                return nil
            }
        }
        // Why it failed is reported, and not that the copies could not be taken back.
        #expect(error?.kind == .inputOutput)
        disk.recover()
    }

    @Test func `nor when another process copies just then: nothing goes on behind it until it is taken back`() throws {
        let session = try halfCopied()
        let checkpointer = try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell())
        failSync(session, checkpointer)
        disk.plan(.busy, .sharedMemory, of: .ledger)
        #expect(try session.connection.checkpoint(.restart) == nil)
        disk.recover()
        try checkAfterPowerCut(session)
    }

    @Test func `nor when another connection is the next to copy`() throws {
        let session = try halfCopied()
        let checkpointer = try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell())
        let next = try WriteSession(try LedgerFile.open(disk.folder.ledger, .writing))
        failSync(session, checkpointer)
        let last = try checkpointer.alone(by: next.connection) { () throws(SQLiteError) in
            try next.connection.checkpoint(.restart)
        }
        #expect(last?.rest == 0)
        #expect(!next.connection.doubtsCopies)
        try checkAfterPowerCut(next)
    }

    @Test func `nor when the side is`() throws {
        let session = try halfCopied()
        let checkpointer = try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell())
        failSync(session, checkpointer)
        #expect(checkpointer.copyMost() == 0)
        // As the checkpointer tells the writer when it is its turn.
        session.connection.doubtsCopies = false
        try checkAfterPowerCut(session)
    }

    @Test func `nor when the doubting connection closes`() throws {
        do {
            let session = try halfCopied()
            failSync(session, try Checkpointer(path: disk.folder.ledger, writersBell: try Doorbell()))
        }
        try checkAfterPowerCut(WriteSession(try LedgerFile.openAnew(disk.folder.ledger)))
    }

    @Test func `what was copied by someone who did not live to say that a sync had failed is copied again`() throws {
        let first = try halfCopied()
        let (frames, copied) = try {
            let checkpoint = try #require(try first.connection.checkpoint(.passive))
            return (checkpoint.frames, checkpoint.copied)
        }()
        #expect(frames == copied)
        let session = try WriteSession(try LedgerFile.openAnew(disk.folder.ledger))
        disk.recover(counting: .writes, of: .ledger)
        #expect(try session.connection.checkpoint(.restart)?.rest == 0)
        #expect(disk.operations >= 24)
        _ = first
    }
}
