internal import CSQLite

/// How far the write-ahead log has been copied into the file.
struct Checkpoint {
    /// How hard to try: <https://www.sqlite.org/c3ref/wal_checkpoint_v2.html>.
    enum Kind {
        /// Copies what it can and holds nobody up.
        case passive
        /// Waits for readers too, so that the next commit begins the log anew.
        case restart
        /// As `restart`, and empties the log's file.
        case truncate

        var number: Int32 {
            switch self {
            case .passive: SQLITE_CHECKPOINT_PASSIVE
            case .restart: SQLITE_CHECKPOINT_RESTART
            case .truncate: SQLITE_CHECKPOINT_TRUNCATE
            }
        }
    }

    let frames: Int
    let copied: Int

    var rest: Int { frames - copied }
}
