internal import CSQLite

/// What SQLite refused: its codes, its words and the statement, never the values bound to it.
struct SQLiteError: Error, Equatable, Sendable {
    /// What the extended code means for the ledger.
    enum Kind: Equatable, Sendable {
        case full, readOnly, moved, inputOutput, corrupt, busy, constraint, tooBig, cannotOpen, permission, notADatabase
        case schemaChanged, memory, interrupted, other
    }

    /// The extended result code: <https://www.sqlite.org/rescode.html>.
    let code: Int32
    let message: String
    /// nil when no statement was involved.
    let sql: String?

    /// The primary result code, the lower byte.
    var primaryCode: Int32 { code & 0xFF }

    var kind: Kind {
        switch primaryCode {
        case SQLITE_FULL: .full
        case SQLITE_READONLY: code == SQLITE_READONLY | 4 << 8 ? .moved : .readOnly
        // The index of the log could not grow: SQLite says so of a full disk only there.
        case SQLITE_IOERR: code == SQLITE_IOERR | 19 << 8 ? .full : .inputOutput
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_PERM, SQLITE_AUTH: .permission
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_SCHEMA: .schemaChanged
        case SQLITE_NOMEM: .memory
        case SQLITE_INTERRUPT: .interrupted
        default: .other
        }
    }

    /// Whether the connection may no longer be trusted and has to be opened again before it is used.
    ///
    /// After a failed sync the kernel may have dropped the pages and forgotten the failure, so that a second sync would
    /// report success for what is not on disk: see `LedgerFile.openAnew`.
    var endsConnection: Bool {
        if primaryCode == SQLITE_IOERR { return true }
        return switch kind {
        case .inputOutput, .corrupt, .notADatabase, .cannotOpen, .memory, .other: true
        case .full, .readOnly, .moved, .busy, .constraint, .tooBig, .permission, .schemaChanged, .interrupted: false
        }
    }

    /// A row that the ledger itself would never have written.
    static func unexpectedRow(_ what: StaticString) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: "a row holds what the ledger never writes: \(what)", sql: nil)
    }

    /// A setting that SQLite took without a word and did not keep.
    static func settingRefused(_ setting: String, wanted: String, got: String) -> SQLiteError {
        SQLiteError(code: SQLITE_ERROR, message: "\(setting) is \(got) after it was set to \(wanted)", sql: nil)
    }
}
