import Foundation
import TestSupport
import Testing

@testable import Ledger

/// One operation of the disk after another fails, in a run that does all that a ledger is for.
///
/// By default a part of the operations; all of them with `FUNNELBRIDGE_FAULTS=all`.
@Suite struct DiskFaultTests {
    static let takesAll = ProcessInfo.processInfo.environment["FUNNELBRIDGE_FAULTS"] == "all"

    struct Fault: CustomTestStringConvertible, Sendable {
        let effect: FaultyDisk.Effect
        let operations: FaultyDisk.Operations
        let files: FaultyDisk.Files
        let name: String
        /// Of how many operations one is met.
        let stride: Int

        var testDescription: String { name }

        static let all = [
            Fault(effect: .fails, operations: .writes, files: .all, name: "a write fails", stride: 41),
            Fault(effect: .full, operations: .writes, files: .all, name: "the disk is full", stride: 43),
            Fault(effect: .short, operations: .writes, files: .all, name: "a write is short", stride: 47),
            Fault(effect: .fails, operations: .syncs, files: .all, name: "a sync fails", stride: 3),
            Fault(effect: .fails, operations: .truncates, files: .all, name: "a truncation fails", stride: 1),
            Fault(effect: .fails, operations: .sharedMemory, files: .all, name: "shared memory fails", stride: 61),
            Fault(effect: .full, operations: .sharedMemory, files: .all, name: "shared memory is full", stride: 71),
            Fault(effect: .fails, operations: .reads, files: .all, name: "a read fails", stride: 37),
            Fault(effect: .delayed, operations: .changes, files: .all, name: "the disk is slow", stride: 300),
        ]
    }

    @Test(arguments: Fault.all, [1, 2, .max])
    func `whatever fails, what was answered is there, nothing is there by half, and it goes on by itself`(
        fault: Fault,
        count: Int
    ) throws {
        let whole = try FaultedRun()
        whole.disk.recover(counting: fault.operations, of: fault.files)
        try whole.work()
        let operations = whole.disk.operations
        whole.stop()
        try #require(operations > 0)
        // Another offset for each length, so that together they meet more.
        let stride = Self.takesAll ? 1 : fault.stride
        let start = count == .max ? 1 : min(count, stride)
        for first in Swift.stride(from: start, through: operations, by: stride) {
            try meet(fault, first, count)
        }
    }

    private func meet(_ fault: Fault, _ first: Int, _ count: Int) throws {
        let comment: Comment = "\(fault.name), \(count) from operation \(first) on"
        let run = try FaultedRun(seed: UInt64(first))
        run.disk.plan(
            fault.effect,
            fault.operations,
            of: fault.files,
            from: first,
            count: count,
            keptPercent: first % 3 * 50
        )
        try run.work()
        run.disk.recover()
        try run.goOn()
        // Whatever the page cache says: the disk has it.
        let left = try run.disk.afterPowerCut(seed: UInt64(first), keptPercent: 0)
        run.stop()
        try run.check(left, comment)
        try run.check(run.disk.folder, comment)
    }

    @Test func `after a failed sync nothing is written behind what may not be on the disk`() throws {
        // The sync of a commit fails and so do those that follow, until the last connection is closed; the log that is then
        // read back comes from the page cache, which takes its pages for written.
        for failures in 1...4 {
            let run = try FaultedRun()
            try run.work()
            run.disk.plan(.fails, .syncs, count: failures)
            try run.work()
            run.disk.recover()
            try run.goOn()
            let left = try run.disk.afterPowerCut(keptPercent: 0)
            run.stop()
            try run.check(left, "after \(failures) failed syncs")
        }
    }

    @Test func `a ledger that was left after a failed sync is on the disk before anything is written behind it`() throws
    {
        let run = try FaultedRun()
        try run.work()
        // As long as its daemon lives, and at its end.
        run.disk.plan(.fails, .syncs)
        try run.work()
        run.stop()
        run.disk.recover()
        try run.goOn()
        let left = try run.disk.afterPowerCut(keptPercent: 0)
        run.stop()
        try run.check(left, "after the start")
    }

    @Test func `of a write that never arrives nobody crashes`() throws {
        for first in stride(from: 1, to: 160, by: Self.takesAll ? 1 : 13) {
            let run = try FaultedRun()
            run.disk.plan(.dropped, .writes, from: first, count: 1)
            try run.work()
            run.stop()
            // A disk that lies may take what was answered; all that can be asked is that reading it ends in an error at most.
            guard let reader = try? LedgerReader(path: run.disk.folder.ledger) else { continue }
            _ = try? reader.problems()
        }
    }
}
