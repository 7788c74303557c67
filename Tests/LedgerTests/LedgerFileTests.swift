import Domain
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerFileTests {
    @Test func `the ledger and its side files are their owner's alone`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event())
        for name in ["", "-wal", "-shm", ".lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: ledger.path + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func `a missing folder is said to be missing`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: LedgerError.self) {
            try LedgerWriter(path: folder.path("none/ledger.db"), clock: { Sample.start })
        }
        #expect(error?.kind == .folder)
        #expect(error?.description.contains("make the folder") == true)
    }

    @Test func `a missing ledger is not made by a reader or an editor`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: LedgerError.self) { _ = try LedgerReader(path: folder.ledger) }
        let error = #expect(throws: LedgerError.self) { _ = try LedgerEditor(path: folder.ledger) }
        #expect(error?.kind == .missing)
        #expect(!FileManager.default.fileExists(atPath: folder.ledger))
    }

    @Test func `a file of another program is refused and left as it is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        try Connection(path: folder.ledger, mode: .writing).execute("CREATE TABLE other (a)")
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.ledger))
        let error = #expect(throws: LedgerError.self) {
            try LedgerWriter(path: folder.ledger, clock: { Sample.start })
        }
        #expect(error?.kind == .foreign)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.ledger)) == before)
    }

    @Test func `a file that is no database is refused`() throws {
        let folder = try TemporaryFolder()
        try Data(repeating: 0x41, count: 4_096).write(to: URL(fileURLWithPath: folder.ledger))
        let error = #expect(throws: LedgerError.self) {
            try LedgerWriter(path: folder.ledger, clock: { Sample.start })
        }
        #expect(error?.kind == .foreign)
    }

    @Test func `a newer ledger is refused`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        try Connection(path: ledger.path, mode: .writing).execute("PRAGMA user_version = \(Schema.version + 1)")
        let error = #expect(throws: LedgerError.self) { try OpenLedger(in: ledger.folder) }
        #expect(error?.kind == .newer)
        let readerError = #expect(throws: LedgerError.self) { _ = try ledger.reader() }
        #expect(readerError?.kind == .newer)
    }

    @Test func `an empty file is no ledger to readers, and the writer makes one of it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        let error = #expect(throws: LedgerError.self) { _ = try LedgerReader(path: folder.ledger) }
        #expect(error?.kind == .missing)
        let ledger = try OpenLedger(in: folder)
        defer { ledger.writer.stop() }
        #expect(try ledger.reader().status().projects.isEmpty)
    }

    @Test(arguments: 1..<Schema.version)
    func `a ledger of every earlier version is brought up to date with what it holds`(version: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        let connection = try Connection(path: folder.ledger, mode: .writing)
        try ConnectionSettings.prepareEmptyFile(connection)
        try Migrator.migrate(connection, through: Array(Schema.migrations.prefix(version)))
        try connection.execute(
            """
            INSERT INTO source VALUES (1, 'typeform');
            \(version < 5 ? "INSERT INTO event_count VALUES (1, 'mapped', 7)" : "INSERT INTO kept_count VALUES (1, 0, 0, 'mapped', 7)");
            INSERT INTO mapping_state (source, file, version, loaded_at) VALUES ('typeform', 'a', '0123456789ab', 1);
            """
        )
        let error = #expect(throws: LedgerError.self) { _ = try LedgerReader(path: folder.ledger) }
        #expect(error?.kind == .older, "a reader changes nothing")
        let ledger = try OpenLedger(in: folder)
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let status = try ledger.reader().status()
        #expect(status.events[.mapped] == 8)
        #expect(status.mappings.map(\.version) == ["0123456789ab"])
        #expect(try ledger.reader().keptMappings() == [])
    }

    @Test func `a folder is said to be no ledger, to a reader and to a writer`() throws {
        let folder = try TemporaryFolder()
        let reading = #expect(throws: LedgerError.self) { _ = try LedgerReader(path: folder.path) }
        let writing = #expect(throws: LedgerError.self) {
            _ = try LedgerWriter(path: folder.path, clock: { Sample.start })
        }
        for error in [reading, writing] {
            #expect(error?.kind == .foreign)
            #expect(error?.description.hasSuffix("(it is a folder); set `database` to another file") == true)
        }
        try FileManager.default.removeItem(atPath: folder.path + ".lock")
    }

    @Test func `migrations run in order and only those that lack`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        let connection = try Connection(path: folder.ledger, mode: .writing)
        let first = "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1)"
        try Migrator.migrate(connection, through: [first])
        try Migrator.migrate(
            connection,
            through: [first, "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET x = x + 1"]
        )
        #expect(try connection.prepare("SELECT x FROM a").first { $0.integer(0) } == 2)
        #expect(try connection.prepare("PRAGMA user_version").first { $0.integer(0) } == 2)
    }

    @Test func `a migration that fails leaves the version before it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        let connection = try Connection(path: folder.ledger, mode: .writing)
        #expect(throws: SQLiteError.self) {
            try Migrator.migrate(connection, through: ["CREATE TABLE a (x)", "CREATE TABLE b (x); nonsense"])
        }
        #expect(try connection.prepare("PRAGMA user_version").first { $0.integer(0) } == 1)
        #expect(try connection.prepare("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) } == 1)
    }

    @Test func `the settings that durability rests on are kept`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        let connection = try LedgerFile.open(ledger.path, .writing)
        let wanted: [(String, String)] = [
            ("page_size", "8192"), ("journal_mode", "wal"), ("synchronous", "2"), ("auto_vacuum", "2"),
            ("secure_delete", "1"), ("foreign_keys", "1"), ("wal_autocheckpoint", "0"),
        ]
        for (name, value) in wanted {
            #expect(try connection.prepare("PRAGMA \(name)").first { $0.text(0) } == value, "\(name)")
        }
    }

    @Test func `a reader's connection can write nothing`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        let connection = try LedgerFile.open(ledger.path, .reading)
        let error = #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM event") }
        #expect(error?.kind == .readOnly)
    }

    @Test(arguments: [
        // state, due_at, ended_at, payload
        "'sending', 1, NULL, x'00'",
        "'delivered', 1, 1, x'00'",
        "'delivered', NULL, NULL, x'00'",
        "'dead', NULL, 1, x'00'",
        "'pending', NULL, NULL, x'00'",
        "'pending', 1, NULL, NULL",
    ])
    func `a forward that the lifecycle does not know is refused`(values: String) throws {
        try expectRefusal(
            of: """
                INSERT INTO forward (
                    event, project, action, received_at, owed_since, attempts, state, due_at, ended_at, payload
                ) SELECT event, project, action, received_at, owed_since, attempts, \(values) FROM forward
                """
        )
    }

    @Test(arguments: [
        "last_took = 1",
        "last_answer = x''",
        "last_started_at = 1, last_took = 1",
        "last_started_at = 1, last_took = -1, last_answer = x''",
        "last_started_at = 1, last_took = 1, last_answer = zeroblob(2049)",
        """
        state = 'dead', reason = 'rejected',
        last_started_at = 1, last_took = 1, last_answer = x''
        """,
    ])
    func `half an attempt, or one that delivered nothing, is refused in a forward's row`(columns: String) throws {
        try expectRefusal(
            of: "UPDATE forward SET state = 'delivered', due_at = NULL, ended_at = 1, last_answer = NULL, \(columns)"
        )
    }

    @Test(arguments: [
        "UPDATE event SET state = 'lost'",
        "UPDATE event SET error_field = 'a'",
        "UPDATE kept_count SET count = -1",
        "UPDATE kept_count SET source = 1, project = 1",
        "DELETE FROM event",
    ])
    func `a row that the lifecycle does not know is refused`(sql: String) throws {
        try expectRefusal(of: sql)
    }

    private func expectRefusal(of sql: String) throws {
        let ledger = try OpenLedger()
        try ledger.record(try Sample.event([try Sample.action(1)]))
        ledger.writer.stop()
        let connection = try LedgerFile.open(ledger.path, .writing)
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        #expect(error?.kind == .constraint)
    }
}
