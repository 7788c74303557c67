internal import CSQLite

/// The version of SQLite that the program runs with, which is the system's.
package enum SQLiteVersion {
    /// `3.40.1`.
    package static var text: String { String(cString: sqlite3_libversion()) }
}
