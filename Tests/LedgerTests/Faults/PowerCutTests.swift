import Domain
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// The power is cut at any operation: the disk forgets what was not synced, or keeps some pages of it, or parts of pages.
@Suite struct PowerCutTests {
    /// Runs, each with several fates of what was not synced; more by `FUNNELBRIDGE_POWER_CUTS`.
    static let cuts = ProcessInfo.processInfo.environment["FUNNELBRIDGE_POWER_CUTS"].flatMap { Int($0) } ?? 24

    @Test func `after a power cut all that was answered is there, and whole`() throws {
        let whole = try FaultedRun()
        whole.disk.recover(counting: .changes)
        try whole.work()
        whole.stop()
        let operations = whole.disk.operations
        var random = SplitMix64(seed: UInt64.random(in: .min ... .max))
        var answered = 0
        for _ in 0..<Self.cuts {
            let seed = random.next()
            let run = try FaultedRun(seed: seed)
            let first = Int.random(in: 1...operations, using: &random)
            run.disk.plan(.powerCut, .changes, from: first)
            try run.work()
            run.stop()
            answered += run.answered.count
            for keptPercent in [0, 50, 90, 100] {
                let left = try run.disk.afterPowerCut(seed: seed, keptPercent: keptPercent)
                try run.check(left, "cut at \(first), seed \(seed), \(keptPercent) of 100 pages kept")
            }
        }
        #expect(answered > 0)
    }

    @Test func `a power cut in the start after a failed sync, or in a second one, loses nothing either`() throws {
        for first in stride(from: 1, to: 90, by: DiskFaultTests.takesAll ? 1 : 11) {
            let run = try FaultedRun(seed: UInt64(first))
            try run.work()
            run.disk.plan(.fails, .syncs)
            try run.work()
            run.stop()
            run.disk.plan(.powerCut, .changes, from: first)
            try run.work()
            run.stop()
            for keptPercent in [0, 50, 100] {
                let left = try run.disk.afterPowerCut(seed: UInt64(first), keptPercent: keptPercent)
                try run.check(left, "cut at \(first), \(keptPercent) of 100 pages kept")
            }
        }
    }

    @Test func `a disk that lies about its syncs loses events, which these tests would see`() throws {
        let run = try FaultedRun()
        try run.work()
        run.disk.plan(.dropped, .syncs)
        try run.work()
        let left = try run.disk.afterPowerCut(keptPercent: 0)
        run.stop()
        let status = try LedgerReader(path: left.ledger).status()
        #expect(try #require(status.events[.mapped]) < run.answered.count)
    }
}
