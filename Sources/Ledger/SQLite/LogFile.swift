internal import CSQLite

/// The file of the write-ahead log, as SQLite has it open: <https://www.sqlite.org/c3ref/io_methods.html>.
struct LogFile {
    /// SQLite's own files take less than 128 KiB at once.
    private static let bytesAtOnce = 65_536

    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods

    /// - Parameter connection: in a transaction, so that the log is open and its file stays.
    init(of connection: OpaquePointer) throws(SQLiteError) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
        guard code == SQLITE_OK, let file, let methods = file.pointee.pMethods else {
            throw Self.failure(code == SQLITE_OK ? SQLITE_NOTFOUND : code)
        }
        self.file = file
        self.methods = methods.pointee
    }

    /// Writes the file over itself and syncs it.
    ///
    /// A cut-off does no harm: the bytes are the same. The caller keeps others from writing meanwhile.
    func rewrite() throws(SQLiteError) {
        var size: sqlite3_int64 = 0
        try check(methods.xFileSize(file, &size))
        guard size > 0 else { return }
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: Self.bytesAtOnce, alignment: 16)
        defer { bytes.deallocate() }
        for offset in stride(from: 0, to: size, by: Self.bytesAtOnce) {
            let count = Int32(min(Int64(Self.bytesAtOnce), size - offset))
            try check(methods.xRead(file, bytes, count, offset))
            try check(methods.xWrite(file, bytes, count, offset))
        }
        try check(methods.xSync(file, SQLITE_SYNC_NORMAL))
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        if code != SQLITE_OK { throw Self.failure(code) }
    }

    private static func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errstr(code)), sql: "rewriting the log")
    }
}
