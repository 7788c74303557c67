// The one translation from SQLite's words to the ledger's.
extension LedgerError {
    init(_ error: SQLiteError, path: String) {
        let kind: Kind =
            switch error.kind {
            case .full: .full
            case .readOnly: .readOnly
            case .moved: .moved
            case .inputOutput: .inputOutput
            case .corrupt: .corrupt
            case .busy: .busy
            case .constraint, .tooBig: .refused
            case .cannotOpen, .permission: .permission
            case .notADatabase: .foreign
            case .schemaChanged, .memory, .interrupted, .other: .other
            }
        let statement = error.sql.map { ", in: \(Self.shortened($0))" } ?? ""
        self.init(kind, path: path, detail: "SQLite \(error.code): \(error.message)\(statement)")
    }

    /// Runs `body` and words its error.
    static func wording<Result>(
        path: String,
        _ body: () throws(SQLiteError) -> Result
    ) throws(LedgerError) -> Result {
        do {
            return try body()
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// A statement on one line, of a length that a log line bears.
    private static func shortened(_ sql: String) -> String {
        let words = sql.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        return words.count <= 120 ? words : words.prefix(119) + "…"
    }
}
