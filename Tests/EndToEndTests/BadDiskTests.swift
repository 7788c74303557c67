import Foundation
import TestSupport
import Testing

/// What senders and their person hear of a disk that is full, read-only or damaged, and that it goes on by itself.
@Suite(.enabled(if: SmallDisk.isPermitted, "needs to mount a tmpfs: run as root, in a container with CAP_SYS_ADMIN"))
struct BadDiskTests {
    private func intake(on disk: SmallDisk) throws -> Intake {
        let environment = ["FUNNELBRIDGE_DATABASE": disk.path("ledger.db"), "FUNNELBRIDGE_LOG_LEVEL": "info"]
        return try Intake(environment: environment)
    }

    private func status(of intake: Intake) throws -> BuiltProgram.Result {
        try BuiltProgram.run(["status"], environment: intake.environment, in: intake.folder.url)
    }

    @Test func `a full disk is answered 503 and said, and with room again it goes on and has all that was answered`()
        throws
    {
        let disk = try SmallDisk(megabytes: 96)
        let intake = try intake(on: disk)
        let before = Load(of: 4, at: intake.address, keepsAlive: true)
        #expect(before.waitForAnswers(50))
        try disk.fill()
        // Each client ends at its first refusal.
        #expect(before.waitUntilOver())
        #expect(before.failures.count == 4)
        for failure in before.failures {
            #expect(failure.hasPrefix("HTTP/1.1 503 ") && failure.contains("\r\nRetry-After: "), "\(failure)")
        }
        let line = intake.program.line(containing: "the ledger refuses events")
        #expect(line?.contains("free some space: a daemon that runs goes on by itself") == true)
        let full = try status(of: intake)
        #expect(full.exit == 1)
        #expect(full.output.contains("the disk is full"))
        #expect(full.output.contains("free some space"))
        let ready = try intake.curl(["-w", "%{http_code}", "http://\(intake.adminAddress)/health/ready"]).output
        #expect(ready.contains("the disk is full") && ready.hasSuffix("503"), "\(ready)")
        #expect(try intake.curl(["http://\(intake.adminAddress)/health/live"]).output == "alive\n")
        #expect(try intake.metric("funnelbridge_ledger_takes_events") == 0)

        try disk.makeRoom()
        // Without an event that would show it.
        #expect(try Condition.comesToHold { try !status(of: intake).output.contains("the disk is full") })
        let after = Load(of: 4, at: intake.address, keepsAlive: true)
        #expect(after.waitForAnswers(50))
        #expect(after.stop())
        #expect(after.failures == [])
        #expect(intake.program.line(containing: "the ledger takes events again") != nil)
        #expect(try intake.metric("funnelbridge_ledger_takes_events") == 1)
        intake.program.kill9()
        let stored = try intake.storedEvents()
        #expect(Set(before.answered + after.answered).subtracting(stored) == [])
    }

    @Test func `on a read-only disk the daemon does not start and says why, and starts when it can write`()
        throws
    {
        let disk = try SmallDisk(megabytes: 64)
        let first = try intake(on: disk)
        let load = Load(of: 2, at: first.address, keepsAlive: true)
        #expect(load.waitForAnswers(20))
        #expect(load.stop())
        #expect(first.program.stop() == 0)
        try disk.makeReadOnly()
        let refused = try RunningProgram(["serve"], environment: first.environment, in: first.folder.url)
        #expect(refused.wait() == 1)
        #expect(refused.log.last?.contains("make the file and its folder writable") == true, "\(refused.log)")
        let doctor = try BuiltProgram.run(["doctor", "--json"], environment: first.environment, in: first.folder.url)
        #expect(doctor.output.contains("is read-only: remount it"))
        // What only reads works all the same.
        #expect(try Set(load.answered).subtracting(first.storedEvents()) == [])
        let list = try BuiltProgram.run(["events", "list"], environment: first.environment, in: first.folder.url)
        #expect(list.exit == 0, "\(list.errors)")
        #expect(try status(of: first).output.contains("The daemon is not running."))
        try disk.makeReadOnly(false)
        let second = try intake(on: disk)
        let again = Load(of: 2, at: second.address, keepsAlive: true)
        #expect(again.waitForAnswers(20))
        #expect(again.stop())
        #expect(again.failures == [])
        #expect(try Set(load.answered + again.answered).subtracting(second.storedEvents()) == [])
    }

    @Test func `a damaged page is answered 503 and said, and a backup in its place ends it`() throws {
        let disk = try SmallDisk(megabytes: 64)
        let first = try intake(on: disk)
        let load = Load(of: 2, at: first.address, keepsAlive: true)
        #expect(load.waitForAnswers(20))
        #expect(load.stop())
        let backup = disk.path("backup.db")
        let made = try BuiltProgram.run(["backup", backup], environment: first.environment, in: first.folder.url)
        #expect(made.exit == 0)
        #expect(first.program.stop() == 0)
        try damage("dedupe", in: disk.path("ledger.db"), first.folder)

        let damaged = try intake(on: disk)
        // Another folder of mappings, the same ledger.
        let refused = Load(of: 2, at: damaged.address, keepsAlive: true)
        #expect(refused.waitUntilOver())
        #expect(refused.answered.isEmpty)
        #expect(refused.failures.allSatisfy { $0.hasPrefix("HTTP/1.1 503 ") && $0.contains("\r\nRetry-After: ") })
        let line = damaged.program.line(containing: "the ledger refuses events")
        #expect(line?.contains("run `funnelbridge doctor`, and restore the last backup") == true)
        let status = try status(of: damaged)
        #expect(status.exit == 1)
        #expect(status.output.contains("the ledger is damaged"))
        // It says so for as long as no event can be written, whatever else can be.
        sleep(2)
        #expect(try self.status(of: damaged).output.contains("the ledger is damaged"))
        let doctor = try BuiltProgram.run(["doctor"], environment: damaged.environment, in: damaged.folder.url)
        #expect(doctor.output.contains("stop the daemon, keep the file, and restore the last backup"))
        #expect(damaged.program.stop() == 0)

        try FileManager.default.moveItem(atPath: disk.path("ledger.db"), toPath: disk.path("damaged.db"))
        try FileManager.default.moveItem(atPath: backup, toPath: disk.path("ledger.db"))
        let restored = try intake(on: disk)
        let again = Load(of: 2, at: restored.address, keepsAlive: true)
        #expect(again.waitForAnswers(20))
        #expect(again.stop())
        #expect(again.failures == [])
        #expect(try Set(load.answered + again.answered).subtracting(restored.storedEvents()) == [])
    }

    /// Writes noise over the first page of a table.
    private func damage(_ table: String, in ledger: String, _ folder: TemporaryFolder) throws {
        let script = """
            import sqlite3, sys
            ledger, table = sys.argv[1:]
            find = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            connection = sqlite3.connect(ledger)
            page = connection.execute(find, [table]).fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            file = open(ledger, "r+b")
            file.seek((page - 1) * size)
            file.write(bytes(range(256)) * (size // 256))
            """
        let arguments = ["python3", "-c", script, ledger, table]
        let result = try BuiltProgram.run(executable: "/usr/bin/env", arguments, in: folder.url)
        #expect(result.exit == 0, "\(result.errors)")
    }
}
