import Domain
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// What a power cut leaves: copies of the file and its log, taken while the writer is at work, and cut anywhere.
@Suite struct CrashTests {
    @Test func `all that was answered is there after a crash`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for round in 0..<5 {
            let events = try (0..<40).map { number in
                try Sample.event([try Sample.action(round * 40 + number, lane: "person \(number % 3)")])
            }
            let ids = try ledger.results(of: events).map { try $0.get().id }
            let crashed = try copy(of: ledger.path)
            let again = try OpenLedger(in: crashed)
            defer { again.writer.stop() }
            let reader = try again.reader()
            for id in ids { #expect(try reader.event(id)?.forwards.count == 1) }
            #expect(try reader.status().forwards[.pending] == (round + 1) * 40)
            #expect(try reader.problems().isEmpty)
        }
    }

    @Test func `status works on what a crash has left, before any daemon starts again`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let crashed = try copy(of: ledger.path)
        let status = try LedgerReader(path: crashed.ledger).status()
        #expect(status.forwards[.pending] == 1)
        #expect(!status.isDaemonRunning)
    }

    @Test func `a log cut at any place opens to a whole ledger`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 0..<6 {
            try ledger.record(try Sample.event([try Sample.action(key, lane: "a@b.example")]))
            let forward = try #require(try ledger.due().first)
            ledger.settle(Sample.settled(forward, .delivered(at: Sample.start)))
        }
        let log = try Data(contentsOf: URL(fileURLWithPath: ledger.path + "-wal"))
        var seen: Set<Int> = []
        for cut in Array(stride(from: 0, to: log.count, by: 39_989)) + [log.count] {
            let crashed = try copy(of: ledger.path)
            try log.prefix(cut).write(to: URL(fileURLWithPath: crashed.ledger + "-wal"))
            _ = try LedgerFile.openOrCreate(crashed.ledger)
            let reader = try LedgerReader(path: crashed.ledger)
            #expect(try reader.problems().isEmpty, "cut at \(cut)")
            seen.insert(try reader.status().forwards[.delivered] ?? 0)
        }
        #expect(seen == Set(0...6))
    }

    /// The file and its log as they are now; the shared memory is lost, as in a crash.
    private func copy(of path: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        // The log first would miss what a checkpoint moves meanwhile.
        try FileManager.default.copyItem(atPath: path, toPath: folder.ledger)
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: folder.ledger + "-wal")
        return folder
    }
}
