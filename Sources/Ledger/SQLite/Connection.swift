internal import CSQLite
internal import Linux

/// One connection to the ledger's file, used by one thread at a time.
///
/// Statements made by it may outlive it: the file is closed when the last of them goes.
final class Connection {
    /// What the connection may do with the file.
    enum Mode {
        /// The file has to be there; no statement can change it.
        case reading
        /// The same of a file that nobody writes meanwhile: no side file is made, and no lock taken.
        case readingUnchanged
        /// The file has to be there.
        case writing
    }

    /// SQLite's own counting of memory, which takes a lock of the whole process at every allocation, is off: a tenth of the
    /// writer's time when measured.
    private static let countsNoMemory = sqlite_shim_count_no_memory() == SQLITE_OK

    let path: String
    let mode: Mode
    private let handle: OpaquePointer
    private let walFrames: UnsafeMutablePointer<Int32>
    private let lockWait: UnsafeMutablePointer<LockWait>

    /// Whether copies of the log in the file are in doubt and could not be taken back yet: see `forgetCopies`.
    ///
    /// Until they are, nothing is copied behind them, by closing neither. To be set where another connection has met the doubt.
    var doubtsCopies = false {
        didSet { _ = sqlite_shim_set_flag(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, doubtsCopies ? 1 : 0) }
    }

    /// Opens the file at `path` and sets nothing: see `ConnectionSettings`.
    init(path: String, mode: Mode) throws(SQLiteError) {
        // Too late, and so refused, when other code has used SQLite before: it then only costs time.
        _ = Self.countsNoMemory
        var handle: OpaquePointer?
        let access: Int32 =
            switch mode {
            case .reading: SQLITE_OPEN_READONLY
            case .readingUnchanged: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            case .writing: SQLITE_OPEN_READWRITE
            }
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE
        let name = Self.fileName(path, mode)
        let code = sqlite3_open_v2(name, &handle, flags, mode == .writing && LogVFS.isRegistered ? LogVFS.name : nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "error \(code)"
            sqlite3_close_v2(handle)
            throw SQLiteError(code: code, message: message, sql: nil)
        }
        self.path = path
        self.mode = mode
        self.handle = handle
        walFrames = .allocate(capacity: 1)
        walFrames.initialize(to: 0)
        lockWait = .allocate(capacity: 1)
        lockWait.initialize(to: LockWait())
        protectSchema(true)
        _ = sqlite_shim_set_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    }

    deinit {
        sqlite3_wal_hook(handle, nil, nil)
        sqlite3_busy_handler(handle, nil, nil)
        sqlite3_close_v2(handle)
        walFrames.deallocate()
        lockWait.deallocate()
    }

    /// What SQLite is to open: <https://www.sqlite.org/uri.html>, for `immutable` is a parameter of addresses alone.
    private static func fileName(_ path: String, _ mode: Mode) -> String {
        guard mode == .readingUnchanged else { return path }
        var name = path.hasPrefix("/") ? "file://" : "file:"
        for scalar in path.unicodeScalars {
            switch scalar {
            case "%": name += "%25"
            case "?": name += "%3F"
            case "#": name += "%23"
            default: name.unicodeScalars.append(scalar)
            }
        }
        return name + "?immutable=1"
    }

    /// Whether SQL that reaches the file, by whatever way, can harm neither its schema nor its pages: true from the start, and
    /// false only while a migration edits the schema.
    func protectSchema(_ isProtected: Bool) {
        _ = sqlite_shim_set_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, isProtected ? 1 : 0)
    }

    /// Has `framesInLog` follow this connection's commits.
    ///
    /// To be called after `wal_autocheckpoint` is set, which takes the same hook.
    func watchLog() {
        sqlite3_wal_hook(handle, noteFrames, walFrames)
    }

    /// Frames in the write-ahead log after this connection's last commit.
    var framesInLog: Int { Int(walFrames.pointee) }

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// The number of the row that the last INSERT has added.
    var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Makes `sql`, which is one statement, ready to be run many times.
    func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(sql) }
        return Statement(owning: statement)
    }

    /// Runs statements without parameters, one after another.
    func execute(_ sql: String) throws(SQLiteError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            let error = failure(sql)
            // A transaction of its own.
            if !isInTransaction { GatheredLog.giveUp(handle) }
            throw error
        }
    }

    /// Gives up the open transaction, if there still is one: SQLite ends it by itself on some errors.
    func rollBack() {
        // What it could report is the trouble that the caller already has in hand.
        if isInTransaction { _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
        GatheredLog.giveUp(handle)
    }

    /// How long a lock of another connection is waited for.
    func waitForLocks(_ milliseconds: Int32) {
        lockWait.pointee.limit = Int64(milliseconds) * 1_000
        sqlite3_busy_handler(handle, waitForLock, lockWait)
    }

    /// Copies the log into the file.
    ///
    /// - Returns: frames in the log and how many of them are copied; nil when another connection is in the way.
    func checkpoint(_ kind: Checkpoint.Kind) throws(SQLiteError) -> Checkpoint? {
        if doubtsCopies {
            guard try forgetCopies() else { return nil }
            doubtsCopies = false
        }
        var frames: Int32 = 0
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, kind.number, &frames, &copied)
        // A blocked restart still reports what it could copy.
        if code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED { return nil }
        guard code == SQLITE_OK else {
            let error = failure("wal_checkpoint")
            noteFailedCopy()
            throw error
        }
        return Checkpoint(frames: Int(frames), copied: Int(copied))
    }

    /// Has what was copied into the file reach the disk.
    ///
    /// SQLite does so itself only at the end of a checkpoint during which nothing was written: all that was copied before
    /// would be waited for then.
    func syncFile() throws(SQLiteError) {
        let file = try file()
        guard let sync = file.pointee.pMethods?.pointee.xSync else { throw failure("sync") }
        let code = sync(file, SQLITE_SYNC_NORMAL)
        guard code == SQLITE_OK else {
            noteFailedCopy()
            throw SQLiteError(code: code, message: "the file could not be synced", sql: nil)
        }
    }

    /// Has the copies be taken back now, or else before the next ones.
    ///
    /// Why they could not be is no news beside the failure itself.
    private func noteFailedCopy() {
        do {
            doubtsCopies = try !forgetCopies()
        } catch {
            doubtsCopies = true
        }
    }

    /// Has the log be copied into the file from its beginning again.
    ///
    /// To be called after a copying has failed. Linux then takes pages for written that are not on the disk, also of an earlier
    /// checkpoint: a later one would go on behind them, see its own sync succeed, and let the log begin anew, which alone has them.
    ///
    /// - Returns: false when another process copied for as long as locks are waited for.
    private func forgetCopies() throws(SQLiteError) -> Bool {
        guard let index = LogIndex(of: try file()) else { return true }
        var wait = lockWait.pointee
        var tries: Int32 = 0
        while try !index.forgetCopies() {
            guard wait.goesOn(afterTries: tries, at: Clock.monotonicMicroseconds()) else { return false }
            tries += 1
        }
        return true
    }

    /// The file itself, as SQLite has it open.
    private func file() throws(SQLiteError) -> UnsafeMutablePointer<sqlite3_file> {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file else { throw failure("file control") }
        return file
    }

    /// Writes the log over itself, byte for byte, and syncs it.
    ///
    /// Beside readers and other writers, which wait for it: a second for a GB. Nor is it believed that any of it is in the file:
    /// whoever copied it may not have lived to say that a sync had failed.
    func rewriteLog() throws(SQLiteError) {
        // A look into the file: until then the log is not open.
        try execute("SELECT 1 FROM sqlite_schema LIMIT 1")
        guard try forgetCopies() else {
            throw SQLiteError(code: SQLITE_BUSY, message: "another process copies the log", sql: nil)
        }
        try execute("BEGIN IMMEDIATE")
        defer { rollBack() }
        try LogFile(of: handle).rewrite()
    }

    /// Begins to copy all pages into `other`, a few at a time: see `OnlineBackup`.
    func startBackup(into other: Connection) throws(SQLiteError) -> OnlineBackup {
        guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else { throw other.failure(nil) }
        return OnlineBackup(owning: backup)
    }

    private func failure(_ sql: String?) -> SQLiteError {
        let message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "unknown"
        return SQLiteError(code: sqlite3_extended_errcode(handle), message: message, sql: sql)
    }
}

private func noteFrames(
    _ context: UnsafeMutableRawPointer?,
    _: OpaquePointer?,
    _: UnsafePointer<CChar>?,
    _ frames: Int32
) -> Int32 {
    context?.assumingMemoryBound(to: Int32.self).pointee = frames
    return SQLITE_OK
}

private func waitForLock(_ context: UnsafeMutableRawPointer?, _ tries: Int32) -> Int32 {
    guard let wait = context?.assumingMemoryBound(to: LockWait.self) else { return 0 }
    return wait.pointee.goesOn(afterTries: tries, at: Clock.monotonicMicroseconds()) ? 1 : 0
}
