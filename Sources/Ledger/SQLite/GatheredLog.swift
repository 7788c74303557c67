internal import CSQLite

/// The file of the write-ahead log with writes that wait for one another: SQLite writes each page of a commit in two calls,
/// which lie one behind another in the file and go out together here, just before they are synced.
///
/// A sixth of the writer's processor time when measured. What waits is written before anything that depends on it: a sync, a
/// read, a look at the size. A commit's last page is written at once, so that no other connection, once it is told of
/// the commit, looks for what still waits.
///
/// A write that fails is reported by the call that brought it about, and until `giveUp` no later write or sync succeeds:
/// SQLite may take for written what was lost.
/// Sources: https://www.sqlite.org/c3ref/io_methods.html, https://www.sqlite.org/walformat.html.
enum GatheredLog {
    /// What waits at most, in bytes: fifteen pages.
    ///
    /// SQLite's own files take less than 128 KiB at once.
    private static let room: Int32 = 126_976

    /// The header before each page in the log: 24 bytes, of which the second four are zero but for the last page of a commit.
    private static let headerLength: Int32 = 24

    private typealias File = UnsafeMutablePointer<sqlite_shim_log_file>

    /// Opens the log at `path` with the system's VFS, into the memory that SQLite gives for it.
    static func open(
        _ system: UnsafeMutablePointer<sqlite3_vfs>,
        _ path: UnsafePointer<CChar>?,
        _ base: UnsafeMutablePointer<sqlite3_file>,
        _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: Int(system.pointee.szOsFile), alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Int(system.pointee.szOsFile))
        let real = memory.assumingMemoryBound(to: sqlite3_file.self)
        let code = system.pointee.xOpen(system, path, real, flags, outFlags)
        guard code == SQLITE_OK else {
            // A file that has methods is to be closed, opened or not.
            if let methods = real.pointee.pMethods { _ = methods.pointee.xClose(real) }
            memory.deallocate()
            base.pointee.pMethods = nil
            return code
        }
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(room))
        UnsafeMutableRawPointer(base).initializeMemory(
            as: sqlite_shim_log_file.self,
            to: sqlite_shim_log_file(
                base: sqlite3_file(pMethods: methods),
                file: real,
                bytes: bytes,
                count: 0,
                start: 0,
                lost: SQLITE_OK,
                endsCommit: 0
            )
        )
        return SQLITE_OK
    }

    /// Version 1: a log has neither locks nor shared memory of its own.
    ///
    /// Not checked by the compiler, because it is written once, before SQLite is told of it, and only read from then on.
    private nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_io_methods> = {
        var methods = sqlite3_io_methods()
        methods.iVersion = 1
        methods.xClose = { GatheredLog.close($0) }
        methods.xRead = { file, bytes, count, offset in
            GatheredLog.settled(file) { $0.pointee.pMethods.pointee.xRead($0, bytes, count, offset) }
        }
        methods.xWrite = { GatheredLog.write($0, $1, $2, $3) }
        methods.xTruncate = { file, size in
            GatheredLog.settled(file) { $0.pointee.pMethods.pointee.xTruncate($0, size) }
        }
        methods.xSync = { file, flags in
            GatheredLog.settled(file, isWhole: true) { $0.pointee.pMethods.pointee.xSync($0, flags) }
        }
        methods.xFileSize = { file, size in
            GatheredLog.settled(file) { $0.pointee.pMethods.pointee.xFileSize($0, size) }
        }
        methods.xLock = { file, level in GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xLock($0, level) } }
        methods.xUnlock = { file, level in
            GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xUnlock($0, level) }
        }
        methods.xCheckReservedLock = { file, isHeld in
            GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xCheckReservedLock($0, isHeld) }
        }
        methods.xFileControl = { file, operation, argument in
            GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xFileControl($0, operation, argument) }
        }
        methods.xSectorSize = { file in GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xSectorSize($0) } }
        methods.xDeviceCharacteristics = { file in
            GatheredLog.forwarded(file) { $0.pointee.pMethods.pointee.xDeviceCharacteristics($0) }
        }
        let lasting = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        lasting.initialize(to: methods)
        return UnsafePointer(lasting)
    }()

    private static func write(
        _ base: UnsafeMutablePointer<sqlite3_file>?,
        _ bytes: UnsafeRawPointer?,
        _ count: Int32,
        _ offset: sqlite3_int64
    ) -> Int32 {
        guard let log = log(base), let bytes else { return SQLITE_MISUSE }
        guard log.pointee.lost == SQLITE_OK else { return log.pointee.lost }
        let waiting = log.pointee.count
        if waiting > 0, log.pointee.start + Int64(waiting) != offset || waiting + count > room {
            let code = writeOut(log)
            guard code == SQLITE_OK else { return code }
        }
        if count == headerLength {
            log.pointee.endsCommit = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == 0 ? 0 : 1
        }
        guard count <= room else {
            return log.pointee.file.pointee.pMethods.pointee.xWrite(log.pointee.file, bytes, count, offset)
        }
        if log.pointee.count == 0 { log.pointee.start = offset }
        UnsafeMutableRawPointer(log.pointee.bytes + Int(log.pointee.count)).copyMemory(
            from: bytes,
            byteCount: Int(count)
        )
        log.pointee.count += count
        // The page goes with its header.
        return log.pointee.endsCommit != 0 && count != headerLength ? writeOut(log) : SQLITE_OK
    }

    /// Drops what waits, and forgets what was lost: nothing of it is missed once its transaction is rolled back.
    ///
    /// To be called then, before the connection is used again: another may have written a commit to the same places. Does
    /// nothing when the log of `connection` is not a gathered one, or not open.
    static func giveUp(_ connection: OpaquePointer) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK,
            let file, file.pointee.pMethods == methods, let log = log(file)
        else { return }
        log.pointee.count = 0
        log.pointee.lost = SQLITE_OK
    }

    /// Runs `body` after all that waits is written.
    ///
    /// - Parameter isWhole: whether `body` is only to be run when nothing is lost.
    private static func settled(
        _ base: UnsafeMutablePointer<sqlite3_file>?,
        isWhole: Bool = false,
        _ body: (UnsafeMutablePointer<sqlite3_file>) -> Int32
    ) -> Int32 {
        guard let log = log(base) else { return SQLITE_MISUSE }
        let code = writeOut(log)
        guard code == SQLITE_OK else { return code }
        if isWhole, log.pointee.lost != SQLITE_OK { return log.pointee.lost }
        return body(log.pointee.file)
    }

    private static func forwarded(
        _ base: UnsafeMutablePointer<sqlite3_file>?,
        _ body: (UnsafeMutablePointer<sqlite3_file>) -> Int32
    ) -> Int32 {
        guard let log = log(base) else { return SQLITE_MISUSE }
        return body(log.pointee.file)
    }

    private static func close(_ base: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
        guard let log = log(base) else { return SQLITE_MISUSE }
        // What still waits belongs to no commit, and its place may be another connection's by now.
        let code = log.pointee.file.pointee.pMethods.pointee.xClose(log.pointee.file)
        UnsafeMutableRawPointer(log.pointee.file).deallocate()
        log.pointee.bytes.deallocate()
        return code
    }

    private static func writeOut(_ log: File) -> Int32 {
        let (count, start) = (log.pointee.count, log.pointee.start)
        guard count > 0 else { return SQLITE_OK }
        log.pointee.count = 0
        let real: UnsafeMutablePointer<sqlite3_file> = log.pointee.file
        let code = real.pointee.pMethods.pointee.xWrite(real, log.pointee.bytes, count, start)
        if code != SQLITE_OK { log.pointee.lost = code }
        return code
    }

    private static func log(_ base: UnsafeMutablePointer<sqlite3_file>?) -> File? {
        base.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: sqlite_shim_log_file.self) }
    }
}
