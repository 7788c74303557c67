internal import CSQLite

/// A copy of all pages in steps: <https://www.sqlite.org/c3ref/backup_finish.html>.
struct OnlineBackup: ~Copyable {
    private let handle: OpaquePointer

    /// - Parameter handle: fresh from `sqlite3_backup_init`; owned from here on.
    init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_backup_finish(handle)
    }

    /// Copies up to `pages` pages.
    ///
    /// - Returns: whether some remain.
    func step(pages: Int32) throws(SQLiteError) -> Bool {
        let code = sqlite3_backup_step(handle, pages)
        if code == SQLITE_DONE { return false }
        guard code == SQLITE_OK else {
            throw SQLiteError(code: code, message: String(cString: sqlite3_errstr(code)), sql: nil)
        }
        return true
    }

    /// Pages of the whole file.
    var pages: Int { Int(sqlite3_backup_pagecount(handle)) }

    /// Pages still to be copied.
    var pagesLeft: Int { Int(sqlite3_backup_remaining(handle)) }
}
