internal import CSQLite

/// A prepared statement: bound, stepped and reset by the thread that owns its connection.
struct Statement: ~Copyable {
    private let handle: OpaquePointer

    /// - Parameter handle: fresh from `sqlite3_prepare_v3`; owned from here on.
    init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Goes to the next row.
    ///
    /// After an error the statement is reset.
    ///
    /// - Returns: false when there is none.
    func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let error = failure(code)
        sqlite3_reset(handle)
        throw error
    }

    /// Ends the run, so that the statement holds no lock; its bindings stay.
    func reset() {
        sqlite3_reset(handle)
    }

    /// Runs a statement whose rows, if any, do not matter.
    func run() throws(SQLiteError) {
        while try step() {}
        sqlite3_reset(handle)
    }

    /// What `read` makes of the first row; nil when there is none.
    func first<Value>(_ read: (borrowing Statement) throws(SQLiteError) -> Value) throws(SQLiteError) -> Value? {
        guard try step() else {
            reset()
            return nil
        }
        defer { reset() }
        return try read(self)
    }

    /// What `read` makes of each row.
    func all<Value>(_ read: (borrowing Statement) throws(SQLiteError) -> Value) throws(SQLiteError) -> [Value] {
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try read(self)) }
        return values
    }

    private func failure(_ code: Int32) -> SQLiteError {
        let connection = sqlite3_db_handle(handle)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "error \(code)"
        let sql = sqlite3_sql(handle).map { String(cString: $0) }
        return SQLiteError(code: sqlite3_extended_errcode(connection), message: message, sql: sql)
    }
}

// Binding. Parameters count from 1. What is bound stays bound until it is bound anew.
extension Statement {
    func bind(_ value: Int64, at index: Int32) {
        check(sqlite3_bind_int64(handle, index, value), index)
    }

    func bind(_ value: Int, at index: Int32) {
        check(sqlite3_bind_int64(handle, index, Int64(value)), index)
    }

    func bind(_ value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    func bindNull(at index: Int32) {
        check(sqlite3_bind_null(handle, index), index)
    }

    /// Copies the text.
    func bind(_ text: String, at index: Int32) {
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                // A null pointer would bind NULL.
                guard let address = $0.baseAddress else { return sqlite_shim_bind_text_copy(handle, index, "", 0) }
                return sqlite_shim_bind_text_copy(handle, index, address, Int32($0.count))
            }
        }
        check(code, index)
    }

    func bind(_ text: String?, at index: Int32) {
        if let text { bind(text, at: index) } else { bindNull(at: index) }
    }

    /// Copies the bytes.
    func bind(copy bytes: [UInt8], at index: Int32) {
        let code = bytes.withUnsafeBytes { bytes in
            guard let address = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_zeroblob(handle, index, 0)
            }
            return sqlite_shim_bind_blob_copy(handle, index, address, Int32(bytes.count))
        }
        check(code, index)
    }

    /// Binds without copying: `bytes` have to live until the statement has been run.
    func bind(lasting bytes: UnsafeBufferPointer<UInt8>, at index: Int32) {
        guard let address = bytes.baseAddress, !bytes.isEmpty else {
            check(sqlite3_bind_zeroblob(handle, index, 0), index)
            return
        }
        // A nil destructor is SQLITE_STATIC.
        check(sqlite3_bind_blob(handle, index, address, Int32(bytes.count), nil), index)
    }

    private func check(_ code: Int32, _ index: Int32) {
        precondition(code == SQLITE_OK, "cannot bind parameter \(index): \(code)")
    }
}

// Reading the row that `step` went to. Columns count from 0.
extension Statement {
    private func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    /// The number of things in a column, clamped to a trillion either way.
    ///
    /// No ledger has so many of anything, but a damaged one may say so: what was read may be added up without care.
    func count(_ column: Int32) -> Int {
        let most: Int64 = 1_000_000_000_000
        return Int(min(max(integer(column), -most), most))
    }
}
