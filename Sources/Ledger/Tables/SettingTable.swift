internal import Domain

/// Single numbers that the ledger keeps about itself.
final class SettingTable {
    enum Name: String {
        /// The two halves of the key of `LaneNumbers`.
        case laneKeyLow, laneKeyHigh
        /// When all dedupe keys were last looked through, in microseconds since 1970.
        case dedupePruned
        /// When the writer last saw whether trouble is over, in microseconds since 1970.
        case probed
    }

    private let find: Statement
    private let write: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare("SELECT value FROM setting WHERE name = ?1")
        write = try connection.prepare(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
        )
    }

    func value(_ name: Name) throws(SQLiteError) -> Int64? {
        find.bind(name.rawValue, at: 1)
        return try find.first { $0.integer(0) }
    }

    func set(_ name: Name, to value: Int64) throws(SQLiteError) {
        write.bind(name.rawValue, at: 1)
        write.bind(value, at: 2)
        try write.run()
    }

    /// The ledger's lanes; their key is drawn the first time.
    ///
    /// Inside a transaction.
    func laneNumbers() throws(SQLiteError) -> LaneNumbers {
        if let low = try value(.laneKeyLow), let high = try value(.laneKeyHigh) {
            return LaneNumbers(key: (UInt64(bitPattern: low), UInt64(bitPattern: high)))
        }
        let key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
        try set(.laneKeyLow, to: Int64(bitPattern: key.0))
        try set(.laneKeyHigh, to: Int64(bitPattern: key.1))
        return LaneNumbers(key: key)
    }
}
