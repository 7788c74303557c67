import FaultVFS
import Foundation
import TestSupport

@testable import Ledger

/// A folder of a test's own on a disk that fails as planned and forgets at a power cut: see `FaultVFS.h`.
///
/// Its folder is to be used by connections that are closed before it goes.
final class FaultyDisk {
    /// What a plan meets.
    struct Operations: OptionSet {
        let rawValue: Int32

        static let writes = Self(rawValue: Int32(FaultWrites))
        static let syncs = Self(rawValue: Int32(FaultSyncs))
        static let truncates = Self(rawValue: Int32(FaultTruncates))
        static let sharedMemory = Self(rawValue: Int32(FaultSharedMemory))
        static let reads = Self(rawValue: Int32(FaultReads))
        /// All that changes a file.
        static let changes: Self = [.writes, .syncs, .truncates]
    }

    struct Files: OptionSet {
        let rawValue: Int32

        static let ledger = Self(rawValue: Int32(FaultLedger))
        static let log = Self(rawValue: Int32(FaultLog))
        static let all = Self(rawValue: Int32(FaultLedger | FaultLog | FaultOther))
    }

    enum Effect {
        case fails, full, short, dropped, busy, delayed, powerCut

        var effect: FaultEffect {
            switch self {
            case .fails: FaultFails
            case .full: FaultFull
            case .short: FaultShort
            case .dropped: FaultDropped
            case .busy: FaultBusy
            case .delayed: FaultDelayed
            case .powerCut: FaultPowerCut
            }
        }
    }

    let folder: TemporaryFolder
    private let disk: OpaquePointer

    init(seed: UInt64 = 1) throws {
        folder = try TemporaryFolder()
        disk = faultDiskMake(folder.path, seed)
    }

    deinit { faultDiskEnd(disk) }

    /// Has `effect` meet the operations from the `first` on, counted from now.
    ///
    /// - Parameter keptPercent: how many of a hundred pages that a failed sync was to write reach the disk.
    func plan(
        _ effect: Effect,
        _ operations: Operations,
        of files: Files = .all,
        from first: Int = 1,
        count: Int = .max,
        keptPercent: Int = 0
    ) {
        let plan = FaultPlan(
            operations: operations.rawValue,
            files: files.rawValue,
            first: Int64(first),
            count: Int64(count),
            effect: effect.effect,
            keptPercent: Int32(keptPercent)
        )
        faultDiskPlan(disk, plan)
    }

    /// Has nothing fail any more, and counts these operations from now.
    func recover(counting operations: Operations = [], of files: Files = .all) {
        plan(.delayed, operations, of: files, count: 0)
    }

    /// Operations that the plan could have met since it was made.
    var operations: Int { Int(faultDiskOperations(disk)) }

    /// A folder with what a power cut at this moment would leave.
    ///
    /// - Parameter keptPercent: how many of a hundred pages that were not synced reach the disk all the same.
    func afterPowerCut(seed: UInt64 = 1, keptPercent: Int) throws -> TemporaryFolder {
        let left = try TemporaryFolder()
        guard faultDiskLeave(disk, left.path, seed, Int32(keptPercent)) else { throw CocoaError(.fileWriteUnknown) }
        return left
    }
}
