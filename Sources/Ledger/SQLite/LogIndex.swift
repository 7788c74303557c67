internal import CSQLite

/// The index of the write-ahead log, in memory that all processes with the ledger open share.
///
/// Source: https://www.sqlite.org/walformat.html, "The WAL-Index File Format".
struct LogIndex {
    /// Which of the locks is a checkpoint's.
    private static let checkpointLock: Int32 = 1
    /// Where the index says how many frames of the log are in the file, in bytes: a number of 32 bits in the machine's order.
    private static let copiedOffset = 96
    /// The length of the part that begins with the header, in bytes.
    private static let partLength: Int32 = 32_768

    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods

    /// - Returns: nil when the file has no such index.
    init?(of file: UnsafeMutablePointer<sqlite3_file>) {
        guard let methods = file.pointee.pMethods?.pointee, methods.iVersion >= 2, methods.xShmMap != nil else {
            return nil
        }
        self.file = file
        self.methods = methods
    }

    /// Has the next checkpoint copy the log from its first frame on, as after a start.
    ///
    /// Says less than is true and so harms nobody: who reads finds in the log what he would have found in the file. Meanwhile
    /// the log cannot begin anew, for it is not wholly copied.
    ///
    /// - Returns: false when a checkpoint is under way, which would have the last word.
    /// - Throws: also when the connection has not looked into the log yet.
    func forgetCopies() throws(SQLiteError) -> Bool {
        let code = methods.xShmLock(file, Self.checkpointLock, 1, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE)
        guard code != SQLITE_BUSY else { return false }
        guard code == SQLITE_OK else { throw failure(code) }
        defer { _ = methods.xShmLock(file, Self.checkpointLock, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE) }
        var memory: UnsafeMutableRawPointer?
        let mapped = methods.xShmMap(file, 0, Self.partLength, 0, &memory)
        guard mapped == SQLITE_OK else { throw failure(mapped) }
        // Without the memory there is no log, or one that is read from its beginning.
        memory?.storeBytes(of: 0, toByteOffset: Self.copiedOffset, as: UInt32.self)
        methods.xShmBarrier(file)
        return true
    }

    private func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errstr(code)), sql: "having the log copied anew")
    }
}
