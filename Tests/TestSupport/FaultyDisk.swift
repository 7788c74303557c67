internal import FaultVFS
internal import Foundation

/// A folder of a test's own on a disk that fails as planned and forgets at a power cut: see `FaultVFS.h`.
///
/// Its folder is to be used by connections that are closed before it goes.
package final class FaultyDisk {
    /// What a plan meets.
    package struct Operations: OptionSet {
        package let rawValue: Int32

        package init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        package static let writes = Self(rawValue: Int32(FaultWrites))
        package static let syncs = Self(rawValue: Int32(FaultSyncs))
        package static let truncates = Self(rawValue: Int32(FaultTruncates))
        package static let sharedMemory = Self(rawValue: Int32(FaultSharedMemory))
        package static let reads = Self(rawValue: Int32(FaultReads))
        /// All that changes a file.
        package static let changes: Self = [.writes, .syncs, .truncates]
    }

    package struct Files: OptionSet {
        package let rawValue: Int32

        package init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        package static let ledger = Self(rawValue: Int32(FaultLedger))
        package static let log = Self(rawValue: Int32(FaultLog))
        package static let all = Self(rawValue: Int32(FaultLedger | FaultLog | FaultOther))
    }

    package enum Effect {
        case fails, full, short, dropped, busy, delayed, powerCut

        fileprivate var effect: FaultEffect {
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

    package let folder: TemporaryFolder
    private let disk: OpaquePointer

    package init(seed: UInt64 = 1) throws {
        folder = try TemporaryFolder()
        disk = faultDiskMake(folder.path, seed)
    }

    deinit { faultDiskEnd(disk) }

    /// Has `effect` meet the operations from the `first` on, counted from now.
    ///
    /// - Parameter keptPercent: how many of a hundred pages that a failed sync was to write reach the disk.
    package func plan(
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
    package func recover(counting operations: Operations = [], of files: Files = .all) {
        plan(.delayed, operations, of: files, count: 0)
    }

    /// Operations that the plan could have met since it was made.
    package var operations: Int { Int(faultDiskOperations(disk)) }

    /// A folder with what a power cut at this moment would leave.
    ///
    /// - Parameter keptPercent: how many of a hundred pages that were not synced reach the disk all the same.
    package func afterPowerCut(seed: UInt64 = 1, keptPercent: Int) throws -> TemporaryFolder {
        let left = try TemporaryFolder()
        guard faultDiskLeave(disk, left.path, seed, Int32(keptPercent)) else { throw CocoaError(.fileWriteUnknown) }
        return left
    }
}
