import Domain
import Foundation
import Linux
import Synchronization
import TestSupport
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

    /// Has the ledger grow no more, or again.
    private func limit(_ ledger: OpenLedger, pages: Int) throws {
        try ledger.writer.perform { (session) throws(SQLiteError) in
            try session.connection.execute("PRAGMA max_page_count = \(pages)")
        }
    }

    @Test func `status says that the disk is full as long as it is`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event())
        // Not a single page more, so that the writer's own look now and then finds it full, too.
        disk.plan(.full, .writes)
        let result = try #require(ledger.results(of: [try Sample.event()]).first)
        #expect(throws: LedgerError.self) { try result.get() }
        #expect(ledger.writer.trouble?.kind == .full)
        #expect(try ledger.reader().status().trouble?.contains("free some space") == true)
        disk.recover()
        try ledger.record(try Sample.event())
        #expect(ledger.writer.trouble == nil)
        #expect(try ledger.reader().status().trouble == nil)
    }

    @Test func `an event that a full disk refuses is told so, and taken once there is room`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let forward = try #require(try ledger.due().first)
        try limit(ledger, pages: 1)
        let event = try Sample.event(body: String(repeating: "x", count: 100_000))
        let result = try #require(ledger.results(of: [event]).first)
        let error = #expect(throws: LedgerError.self) { try result.get() }
        #expect(error?.kind == .full)
        #expect(error?.description.contains("free some space") == true)
        // An outcome needs no new page.
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start)))
        #expect(ledger.writer.trouble == nil)
        try limit(ledger, pages: 1_000_000)
        try ledger.record(event)
        #expect(ledger.writer.trouble == nil)
        #expect(try ledger.reader().status().trouble == nil)
        #expect(
            try ledger.reader().status().events == [.mapped: 1, .ignored: 1, .held: 0, .unmapped: 0, .unreadable: 0]
        )
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `outcomes that cannot be written are kept and written when the trouble is over`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 0..<200 { try ledger.record(try Sample.event([try Sample.action(key)])) }
        let forwards = try ledger.due()
        try limit(ledger, pages: 1)
        let large = String(repeating: "x", count: Attempt.answerLimit)
        let settled = forwards.map { forward in
            SettledForward(
                forward: forward,
                attempt: Sample.attempt(answer: large),
                state: .delivered(at: Sample.start),
                attempts: 1
            )
        }
        ledger.writer.settle(settled)
        // Recorded in the batch of the outcomes or in a later one, it says when they have been tried.
        let result = try #require(ledger.results(of: [try Sample.event(body: large + large)]).first)
        #expect(throws: LedgerError.self) { try result.get() }
        #expect(ledger.writer.takeHandover().settled.isEmpty)
        #expect(try ledger.reader().status().forwards[.delivered] == 0)
        try limit(ledger, pages: 1_000_000)
        ledger.waitForSettled(forwards.map(\.id))
        #expect(try ledger.reader().status().forwards[.delivered] == 200)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `what could not be written of projects and mappings is written when the trouble is over`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event())
        let project = ProjectRecord(
            project: .default,
            state: .paused,
            since: Sample.start,
            why: "the key is refused",
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        let mapping = MappingRecord(
            source: try Sample.source(),
            file: "mappings/typeform.jsonc",
            version: nil,
            loadedAt: nil,
            broken: "1:2: expected",
            text: nil
        )
        let older = ProjectRecord(
            project: .default,
            state: .sending,
            since: Sample.start,
            why: nil,
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        disk.plan(.full, .writes)
        ledger.writer.write([mapping])
        for record in [older, project] {
            ledger.writer.write(record)
            // Recorded with it or after it, this says when it has been tried.
            let result = try #require(ledger.results(of: [try Sample.event()]).first)
            #expect(throws: LedgerError.self) { try result.get() }
        }
        disk.recover()
        try ledger.record(try Sample.event())
        let status = try ledger.reader().status()
        #expect(status.projects.map(\.record) == [project])
        #expect(status.mappings.map(\.broken) == [mapping.broken])
    }

    @Test func `outcomes that come while earlier ones cannot be written are kept with them`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(2)]))
        let due = try ledger.due()
        disk.plan(.full, .writes)
        for forward in due {
            ledger.writer.settle([Sample.settled(forward, .delivered(at: Sample.start))])
            // Recorded with it or after it, this says when it has been tried.
            let result = try #require(ledger.results(of: [try Sample.event()]).first)
            #expect(throws: LedgerError.self) { try result.get() }
        }
        disk.recover()
        try ledger.record(try Sample.event())
        #expect(try ledger.reader().status().forwards[.delivered] == 2)
    }

    @Test func `a stop tries once more to write outcomes that could not be written`() throws {
        let disk = try FaultyDisk()
        let ledger = try OpenLedger(in: disk.folder)
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let forward = try #require(try ledger.due().first)
        disk.plan(.full, .writes)
        ledger.writer.settle([Sample.settled(forward, .delivered(at: Sample.start))])
        // Recorded with it or after it, this says when it has been tried.
        let result = try #require(ledger.results(of: [try Sample.event()]).first)
        #expect(throws: LedgerError.self) { try result.get() }
        disk.recover()
        ledger.writer.stop()
        #expect(try ledger.reader().status().forwards[.delivered] == 1)
    }

    @Test func `of a batch that was given up, no error is told of its project`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let reader = try LedgerReader(path: folder.ledger)
        let event = try Sample.event([try Sample.action(1)])
        _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        let forward = try #require(try reader.dueForwards(of: .default, at: Sample.start, limit: 1).first)
        let settled = Sample.settled(forward, .dead(at: Sample.start, reason: .rejected))
        #expect(throws: SQLiteError.self) {
            try session.transaction { () throws(SQLiteError) in
                try session.settle(settled, now: Sample.start)
                throw SQLiteError.unexpectedRow("a test")
            }
        }
        try session.transaction { () throws(SQLiteError) in }
        let project = try #require(try reader.status().projects.first)
        #expect(project.lastError == nil)
        #expect(project.actions.map(\.counts) == [[.pending: 1]])
    }

    @Test func `a ledger that is moved away takes nothing until it is back, and misses nothing then`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let away = ledger.path + ".away"
        try FileManager.default.moveItem(atPath: ledger.path, toPath: away)
        let event = try Sample.event([try Sample.action(2)])
        for _ in 0..<2 {
            let result = try #require(ledger.results(of: [event]).first)
            let error = #expect(throws: LedgerError.self) { try result.get() }
            #expect(error?.kind == .moved)
            #expect(error?.description.contains("move that one back") == true)
        }
        #expect(ledger.writer.trouble?.kind == .moved)
        // A command hears the same, and not that a daemon is to be started.
        let error = #expect(throws: LedgerError.self) { _ = try ledger.reader() }
        #expect(error?.kind == .moved)
        try FileManager.default.moveItem(atPath: away, toPath: ledger.path)
        #expect(try ledger.record(event).duplicates == 0)
        #expect(ledger.writer.trouble == nil)
        #expect(try ledger.reader().status().events[.mapped] == 2)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a file that takes the ledger's place is not written to, nor is what it has replaced`() throws {
        let ledger = try OpenLedger()
        try ledger.record(try Sample.event())
        let other = try TemporaryFolder()
        _ = try LedgerFile.openOrCreate(other.ledger)
        let bytes = try Data(contentsOf: URL(filePath: other.ledger))
        let away = ledger.path + ".away"
        try FileManager.default.moveItem(atPath: ledger.path, toPath: away)
        try FileManager.default.copyItem(atPath: other.ledger, toPath: ledger.path)
        let result = try #require(ledger.results(of: [try Sample.event()]).first)
        let error = #expect(throws: LedgerError.self) { try result.get() }
        #expect(error?.kind == .moved)
        ledger.writer.stop()
        #expect(try Data(contentsOf: URL(filePath: ledger.path)) == bytes)
        #expect(try LedgerReader(path: away).status().events[.ignored] == 1)
    }

    @Test func `a lock that is let go for moments only is got all the same`() throws {
        let folder = try TemporaryFolder()
        let connection = try LedgerFile.openOrCreate(folder.ledger)
        connection.waitForLocks(30_000)
        let isOver = Mutex(false)
        let busy = NamedThread("busy") { [path = folder.ledger] in
            guard let other = try? LedgerFile.open(path, .writing) else { return }
            other.waitForLocks(30_000)
            while !isOver.withLock({ $0 }) {
                try? other.execute("BEGIN IMMEDIATE")
                Clock.sleep(milliseconds: 3)
                try? other.execute("COMMIT")
            }
        }
        defer {
            isOver.withLock { $0 = true }
            busy.join()
        }
        for _ in 0..<5 {
            try connection.execute("BEGIN IMMEDIATE")
            try connection.execute("COMMIT")
        }
    }

    @Test func `a lock is waited for as long as it was said, and no longer`() {
        var wait = LockWait()
        wait.limit = 5_000
        let answers = [(0, 100_000), (1, 104_999), (2, 105_000), (0, 200_000)].map { tries, now in
            wait.goesOn(afterTries: tries, at: now)
        }
        // The last is another lock, which has its own time.
        #expect(answers == [true, true, false, true])
    }

    @Test func `an error shows its statement and no value`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
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
        (10 | 4 << 8, LedgerError.Kind.inputOutput, true), (10 | 19 << 8, .full, true), (13, .full, false),
        (8, .readOnly, false), (8 | 4 << 8, .moved, false),
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
