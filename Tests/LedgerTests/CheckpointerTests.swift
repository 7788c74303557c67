import Domain
import Linux
import TestSupport
import Testing

@testable import Ledger

@Suite struct CheckpointerTests {
    @Test func `the side copies the log, and the writer's short rest begins it anew`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        func record() throws {
            let event = try Sample.event(body: String(repeating: "x", count: 100_000))
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        while session.connection.framesInLog < Checkpointer.worthwhile { try record() }
        let checkpointer = try Checkpointer(path: folder.ledger, writersBell: try Doorbell())
        #expect(checkpointer.copyMost() == 0)
        try record()
        // Copying alone did not begin the log anew: the side thread's own snapshot was in the way, or a reader's.
        let rest = try #require(try session.connection.checkpoint(.restart))
        #expect(rest.rest == 0)
        try record()
        #expect(session.connection.framesInLog < 20)
    }

    @Test func `a log that is wholly copied is left alone until a commit has surely begun it anew or added to it`()
        throws
    {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let checkpointer = try Checkpointer(path: folder.ledger, writersBell: try Doorbell())
        func commit() throws {
            let event = try Sample.event()
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        try commit()
        #expect(checkpointer.copyMost() == 0)
        #expect(checkpointer.copyMost() == nil)
        try commit()
        // It may be one from before the copying that was late to be noted.
        checkpointer.noteCommit()
        #expect(checkpointer.copyMost() == nil)
        try commit()
        checkpointer.noteCommit()
        #expect(checkpointer.copyMost() == 0)
        let byTheWriter = try checkpointer.alone(by: session.connection) { () throws(SQLiteError) in
            // While one thread copies the other does not begin.
            #expect(checkpointer.copyMost() == nil)
            return try session.connection.checkpoint(.restart)
        }
        #expect(byTheWriter?.rest == 0)
    }

    @Test func `to wait for another process in vain is no failure, and what is one wakes the writer`() throws {
        let folder = try TemporaryFolder()
        let writersBell = try Doorbell()
        let checkpointer = try Checkpointer(path: folder.ledger, writersBell: writersBell)
        checkpointer.note(failure: LedgerError(.busy, path: folder.ledger, detail: "a test"))
        #expect(checkpointer.failure == nil)
        let thread = NamedThread("checkpoints") { checkpointer.run() }
        // There is no ledger.
        checkpointer.ring()
        #expect(writersBell.wait(milliseconds: 120_000))
        #expect(checkpointer.failure?.kind == .missing)
        checkpointer.stop()
        thread.join()
    }

    @Test func `the writer is asked for a short rest alone, and hears of a failure once`() throws {
        let folder = try TemporaryFolder()
        let writersBell = try Doorbell()
        let checkpointer = try Checkpointer(path: folder.ledger, writersBell: writersBell)
        checkpointer.copyAndAsk()
        #expect(writersBell.wait(milliseconds: 0) && checkpointer.failure?.kind == .missing)
        checkpointer.copyAndAsk()
        #expect(!writersBell.wait(milliseconds: 0))

        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let event = try Sample.event(body: String(repeating: "x", count: 100_000))
        func record() throws { _ = try session.transaction { () throws(SQLiteError) in try session.record(event) } }
        try record()
        let reader = try LedgerReader(path: folder.ledger)
        try reader.connection.execute("BEGIN")
        #expect(try reader.connection.prepare("SELECT count(*) FROM event").first { $0.integer(0) } == 1)
        while session.connection.framesInLog < 2 * Checkpointer.short { try record() }
        checkpointer.copyAndAsk()
        #expect(writersBell.wait(milliseconds: 0) && checkpointer.failure == nil, "the failure is over")
        #expect(!checkpointer.takeLastWanted())
        checkpointer.copyAndAsk()
        #expect(!writersBell.wait(milliseconds: 0))

        reader.connection.rollBack()
        checkpointer.copyAndAsk()
        #expect(writersBell.wait(milliseconds: 0))
        #expect(checkpointer.takeLastWanted() && !checkpointer.takeLastWanted())
    }

    @Test func `what has come during a round counts among what is left after the next`() {
        let last = Checkpoint(frames: 1_000, copied: 900)
        #expect(Checkpointer.rest(after: last, nil) == 100)
        #expect(Checkpointer.rest(after: Checkpoint(frames: 1_300, copied: 1_250), last) == 350)
        #expect(Checkpointer.rest(after: Checkpoint(frames: 300, copied: 250), last) == 50, "it was begun anew")
    }

    @Test func `a reader of an old state keeps the log from beginning anew and nobody from writing`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let event = try Sample.event()
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        let reader = try LedgerReader(path: folder.ledger)
        try reader.connection.execute("BEGIN")
        #expect(try reader.connection.prepare("SELECT count(*) FROM event").first { $0.integer(0) } == 1)
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        session.connection.waitForLocks(1)
        #expect(try session.connection.checkpoint(.restart) == nil)
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        reader.connection.rollBack()
        #expect(try session.connection.checkpoint(.restart) != nil)
        #expect(try reader.status().events[.ignored] == 3)
    }
}
