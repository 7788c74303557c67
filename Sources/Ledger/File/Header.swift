/// What a file says of itself before anything in it is believed.
struct Header {
    private let applicationID: Int64
    private let version: Int
    private let hasTables: Bool

    init(_ connection: Connection) throws(SQLiteError) {
        applicationID = try connection.prepare("PRAGMA application_id").first { $0.integer(0) } ?? 0
        version = try connection.prepare("PRAGMA user_version").first { $0.count(0) } ?? 0
        hasTables = try connection.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").first { $0.integer(0) } != nil
    }

    /// A file in which nothing has been made: fresh, or left by a start that was cut off.
    var isEmpty: Bool { applicationID == 0 && version == 0 && !hasTables }

    /// Why this program must not use the file as it is; nil when it may.
    func refusal(path: String) -> LedgerError? {
        if isEmpty { return LedgerError(.missing, path: path, detail: "the file is empty") }
        guard applicationID == Schema.applicationID else {
            return LedgerError(.foreign, path: path, detail: "its application id is \(applicationID)")
        }
        let versions = "it has version \(version), this program knows \(Schema.version)"
        if version > Schema.version { return LedgerError(.newer, path: path, detail: versions) }
        return version < Schema.version ? LedgerError(.older, path: path, detail: versions) : nil
    }
}
