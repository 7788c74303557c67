import Domain
import Glibc
import TestSupport
import Testing

@testable import Ledger

/// What keeps a ledger small and safe, on a disk that fails somewhere in it: copying the log, erasing bodies, giving pages
/// back, backups.
@Suite struct HousekeepingFaultTests {
    private static let group = 10

    /// The work, each piece tried however the one before has ended.
    private final class Run {
        let disk: FaultyDisk
        private var session: WriteSession?
        private var backups = 0
        /// Groups of events that were recorded.
        var groups = 0
        /// Files of backups that were said to be whole.
        var whole: [String] = []
        var failures = 0

        init(seed: UInt64) throws { disk = try FaultyDisk(seed: seed) }

        func work() {
            for _ in 0..<3 { record() }
            step { (session) throws(SQLiteError) in _ = try session.connection.checkpoint(.passive) }
            record()
            step { (session) throws(SQLiteError) in
                _ = try RetentionSteps(session).pruneBodies(after: 0, until: Sample.start.adding(.days(1)))
            }
            step { (session) throws(SQLiteError) in try session.connection.execute("PRAGMA incremental_vacuum(16)") }
            step { (session) throws(SQLiteError) in _ = try session.connection.checkpoint(.restart) }
            record()
            backUp()
            step { (session) throws(SQLiteError) in _ = try session.connection.checkpoint(.truncate) }
            record()
        }

        func close() { session = nil }

        private func record() {
            step { [self] (session) throws(SQLiteError) in
                try session.transaction { () throws(SQLiteError) in
                    for _ in 0..<HousekeepingFaultTests.group {
                        guard let event = try? Sample.event(body: String(repeating: "x", count: 40_000)) else {
                            continue
                        }
                        _ = try session.record(event)
                    }
                }
                groups += 1
            }
        }

        private func backUp() {
            backups += 1
            do {
                try LedgerReader(path: disk.folder.ledger).backup(to: "\(disk.folder.path)/backup-\(backups).db")
                whole.append("backup-\(backups).db.partial")
            } catch {
                failures += 1
            }
        }

        /// As the writer does it: after trouble the connection is opened anew.
        private func step(_ body: (WriteSession) throws(SQLiteError) -> Void) {
            do {
                let usable = try session ?? WriteSession(try LedgerFile.openOrCreate(disk.folder.ledger))
                session = usable
                try body(usable)
            } catch {
                failures += 1
                if (error as? SQLiteError)?.endsConnection ?? true { session = nil }
            }
        }
    }

    @Test(arguments: [FaultyDisk.Effect.fails, .full, .short], [1, .max])
    func `whatever fails in it, no event is lost and no backup is half a ledger`(
        effect: FaultyDisk.Effect,
        count: Int
    ) throws {
        let counting = try Run(seed: 1)
        counting.disk.recover(counting: .changes)
        counting.work()
        let operations = counting.disk.operations
        counting.close()
        #expect(counting.failures == 0 && counting.whole.count == 1)
        let stride = DiskFaultTests.takesAll ? 1 : 97
        for first in Swift.stride(from: count == .max ? stride / 2 : 1, through: operations, by: stride) {
            let run = try Run(seed: UInt64(first))
            let comment: Comment = "\(effect), \(count) from operation \(first) on"
            run.disk.plan(effect, .changes, from: first, count: count, keptPercent: first % 3 * 50)
            run.work()
            run.disk.recover()
            let failures = run.failures
            run.work()
            #expect(run.failures == failures, "refused after the trouble was over; \(comment.rawValue)")
            let left = try run.disk.afterPowerCut(seed: UInt64(first), keptPercent: first % 2 * 50)
            run.close()
            try check(run, left, comment)
            for backup in run.whole {
                // Its folder was synced when it got its name: its journal's removal cannot be undone.
                _ = unlink("\(left.path)/\(backup)-journal")
                #expect(try LedgerReader(path: "\(left.path)/\(backup)").problems() == [], comment)
            }
            try check(run, run.disk.folder, comment)
        }
    }

    private func check(_ run: Run, _ folder: TemporaryFolder, _ comment: Comment) throws {
        let reader = try LedgerReader(path: folder.ledger)
        #expect(try reader.problems() == [], comment)
        let events = try #require(try reader.status().events[.ignored])
        // A group whose commit failed may be there all the same, but as a whole.
        #expect(events % Self.group == 0 && events >= run.groups * Self.group, comment)
    }
}
