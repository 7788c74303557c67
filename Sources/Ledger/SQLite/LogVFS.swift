internal import CSQLite
internal import Glibc

/// The system's VFS with one change: writes to the write-ahead log are gathered (`GatheredLog`).
///
/// Nothing else is different, locks and shared memory included, so that connections with and without it share a ledger.
/// Source: https://www.sqlite.org/vfs.html.
enum LogVFS {
    /// For `sqlite3_open_v2`.
    static let name = "funnelbridge"

    /// Room for whatever the system's VFS keeps for a file; SQLite's own takes some hundred bytes.
    private static let fileSize: Int32 = 4_096

    /// Makes the VFS known to SQLite, once in the life of the program.
    static let isRegistered: Bool = {
        guard let system = sqlite3_vfs_find(nil) else { return false }
        // SQLite keeps the address for as long as the program runs.
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: system.pointee)
        vfs.pointee.pNext = nil
        vfs.pointee.szOsFile = fileSize
        vfs.pointee.zName = UnsafePointer(strdup(name))
        vfs.pointee.xOpen = { _, path, file, flags, outFlags in LogVFS.open(path, file, flags, outFlags) }
        vfs.pointee.xDelete = { _, path, syncsFolder in
            LogVFS.withSystem { $0.pointee.xDelete($0, path, syncsFolder) }
        }
        return sqlite3_vfs_register(vfs, 0) == SQLITE_OK
    }()

    /// The default VFS of this moment: tests put one of their own there.
    private static func withSystem(
        _ body: (UnsafeMutablePointer<sqlite3_vfs>) -> Int32
    ) -> Int32 {
        guard let system = sqlite3_vfs_find(nil) else { return SQLITE_ERROR }
        return body(system)
    }

    private static func open(
        _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        withSystem { system in
            guard let file, system.pointee.szOsFile <= fileSize else { return SQLITE_CANTOPEN }
            if flags & SQLITE_OPEN_WAL == 0 { return system.pointee.xOpen(system, path, file, flags, outFlags) }
            return GatheredLog.open(system, path, file, flags, outFlags)
        }
    }
}
