/// The settings of every connection, in this one place: most of them hold per connection and are lost with it.
///
/// Each is read back: SQLite ignores what it cannot set.
enum ConnectionSettings {
    /// Pages of 8 KiB hold two or three bodies each, and a commit of one event writes a dozen of them: as fast as 16 KiB under
    /// load when measured, at half the log for each event of a quiet day; 4 KiB cost the writer a sixth more.
    static let pageSize = 8_192

    /// How long another connection's transaction is waited for, in milliseconds.
    ///
    /// Commands keep theirs far shorter.
    static let lockWait: Int32 = 5_000

    /// The log's file is cut to this when it begins anew after a burst, in bytes.
    private static let logLimit = 67_108_864

    /// Sets what must be set before the first table is made.
    static func prepareEmptyFile(_ connection: Connection) throws(SQLiteError) {
        try set("page_size", to: "\(pageSize)", on: connection)
        try set("auto_vacuum", to: "2", on: connection)
    }

    /// Sets what holds for a connection that writes.
    static func apply(toWriting connection: Connection) throws(SQLiteError) {
        connection.waitForLocks(lockWait)
        try set("journal_mode", to: "wal", on: connection)
        // Every commit is on disk when it returns; WAL alone would make it NORMAL's promise with other libraries.
        try set("synchronous", to: "2", on: connection)
        try set("foreign_keys", to: "1", on: connection)
        try set("secure_delete", to: "1", on: connection)
        // Checkpoints are the checkpointer's.
        try set("wal_autocheckpoint", to: "0", on: connection)
        try set("journal_size_limit", to: "\(logLimit)", on: connection)
        // Holds the largest batch and the few pages that new rows land on. Of a backlog of a million, 12 MiB spared a read
        // of a page in ten outcomes, and were only memory.
        try set("cache_size", to: "-10240", on: connection)
        try set("temp_store", to: "2", on: connection)
        try set("cell_size_check", to: "1", on: connection)
        connection.watchLog()
    }

    /// Sets what holds for a connection that reads.
    static func apply(toReading connection: Connection) throws(SQLiteError) {
        connection.waitForLocks(lockWait)
        try set("query_only", to: "1", on: connection)
        try set("cache_size", to: "-2048", on: connection)
        try set("temp_store", to: "2", on: connection)
        try set("cell_size_check", to: "1", on: connection)
    }

    private static func set(_ name: String, to value: String, on connection: Connection) throws(SQLiteError) {
        try connection.execute("PRAGMA \(name) = \(value)")
        let got = try connection.prepare("PRAGMA \(name)").first { $0.text(0) } ?? "nothing"
        guard got == value else { throw .settingRefused(name, wanted: value, got: got) }
    }
}
