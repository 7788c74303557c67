import Domain
import TestSupport
import Testing

@testable import Ledger

/// Every earlier version of the ledger, with rows in it, brought up to date.
@Suite struct MigrationTests {
    private static func rows(ofVersion version: Int) -> String {
        """
        INSERT INTO source VALUES (1, 'typeform');
        INSERT INTO project VALUES (1, 'default');
        INSERT INTO action VALUES (1, 'Quiz Completed');
        INSERT INTO event VALUES (7, 1, 1000, 'mapped', 1, 0, '0123456789ab', 'application/json', NULL, NULL);
        INSERT INTO event VALUES (8, 1, 1001, 'unmapped', 0, 0, NULL, NULL, 'email', 'is missing');
        INSERT INTO event_body VALUES (7, x'7B7D', x'7B7D');
        INSERT INTO forward VALUES (1, 7, 1, 1, 5, 1000, 1000, 'pending', 0, 1000, NULL, NULL, NULL, NULL, x'7B7D');
        INSERT INTO attempt VALUES (1, 1, 1000, 5, 500, 'retry', 'HTTP 500', x'');
        \(version < 5 ? counts : countsTogether)
        """
    }

    private static let counts = """
        INSERT INTO event_count VALUES (1, 'mapped', 1), (1, 'unmapped', 1);
        INSERT INTO forward_count VALUES (1, 1, 'pending', 1);
        """
    /// From version 5 on.
    private static let countsTogether = """
        INSERT INTO kept_count VALUES (1, 0, 0, 'mapped', 1), (1, 0, 0, 'unmapped', 1), (0, 1, 1, 'pending', 1);
        """

    private func ledger(ofVersion version: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("", to: "ledger.db")
        let connection = try Connection(path: folder.ledger, mode: .writing)
        try ConnectionSettings.prepareEmptyFile(connection)
        try ConnectionSettings.apply(toWriting: connection)
        try Migrator.migrate(connection, through: Array(Schema.migrations.prefix(version)))
        try connection.execute(Self.rows(ofVersion: version))
        return folder
    }

    @Test(arguments: 1..<Schema.version)
    func `an earlier ledger keeps its rows and gets the schema of a new one`(version: Int) throws {
        let folder = try ledger(ofVersion: version)
        try OpenLedger(in: folder).writer.stop()
        let fresh = try OpenLedger()
        fresh.writer.stop()
        let connection = try LedgerFile.open(folder.ledger, .writing)
        let schema = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        #expect(
            try connection.prepare(schema).all { $0.text(0) }
                == LedgerFile.open(fresh.path, .writing).prepare(schema).all { $0.text(0) }
        )
        #expect(try connection.prepare("PRAGMA integrity_check").all { $0.text(0) } == ["ok"])
        let reader = try LedgerReader(path: folder.ledger)
        let found = try reader.events(EventQuery(limit: 10))
        #expect(found.map(\.id.number) == [8, 7])
        #expect(found.last?.forwards.map(\.attempts) == [0])
        #expect(try reader.status().projects.map(\.pending) == [1])
        #expect(try reader.status().events.filter { $0.value > 0 } == [.mapped: 1, .unmapped: 1])
        #expect(try reader.problems() == [])
    }

    @Test(arguments: 1..<Schema.version)
    func `a forward of an earlier ledger is delivered and shows its attempts in order`(version: Int) throws {
        let ledger = try OpenLedger(in: try ledger(ofVersion: version))
        defer { ledger.writer.stop() }
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start)))
        #expect(try ledger.reader().event(forward.event)?.forwards.first?.attempts.map(\.status) == [500, 200])
        #expect(try ledger.reader().problems() == [])
    }

    @Test(
        arguments: 1..<Schema.version,
        [
            "UPDATE event SET state = 'lost'",
            "UPDATE forward SET state = 'sending'",
            "UPDATE forward SET reason = 'tired'",
            "UPDATE forward SET last_started_at = 1, last_took = 1, last_answer = x''",
        ]
    )
    func `an earlier ledger still refuses what the lifecycle does not know`(version: Int, sql: String) throws {
        let folder = try ledger(ofVersion: version)
        try OpenLedger(in: folder).writer.stop()
        let connection = try LedgerFile.open(folder.ledger, .writing)
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        #expect(error?.kind == .constraint)
    }

    @Test func `a migration that edits the schema leaves it protected`() throws {
        let folder = try ledger(ofVersion: 1)
        let connection = try Connection(path: folder.ledger, mode: .writing)
        try Migrator.migrate(connection)
        #expect(throws: SQLiteError.self) {
            try connection.execute(
                "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'event'"
            )
        }
    }

    @Test func `no CHECK of a row of every event fills a table of its own`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        let connection = try LedgerFile.open(ledger.path, .writing)
        for sql in [
            "INSERT INTO event VALUES (1, 1, 1, 'mapped', 0, 0, NULL, NULL, NULL, NULL)",
            """
            INSERT INTO forward (id, event, project, action, received_at, owed_since, state, attempts, due_at, payload)
            VALUES (1, 1, 1, 1, 1, 1, 'pending', 0, 1, x'00')
            """,
            "INSERT INTO attempt VALUES (1, 1, 1, 1, 200, 'delivered', NULL, x'')",
            "INSERT INTO dedupe VALUES (1, zeroblob(32), 1, 1, 1)",
        ] {
            let steps = try connection.prepare("EXPLAIN \(sql)").all { $0.text(1) }
            #expect(!steps.isEmpty && !steps.contains("OpenEphemeral"), "\(sql)")
        }
    }
}
