internal import Domain

/// The dedupe keys seen, each with the event that it was first seen in.
final class DedupeTable {
    private let connection: Connection
    private let claim: Statement
    private let holder: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        // A key whose window is over counts as never seen, and begins anew.
        claim = try connection.prepare(
            """
            INSERT INTO dedupe (date_time, hash, received_at, expires_at, event) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE
            SET received_at = excluded.received_at, expires_at = excluded.expires_at, event = excluded.event
            WHERE received_at <= ?6
            """
        )
        holder = try connection.prepare("SELECT event FROM dedupe WHERE date_time = ?1 AND hash = ?2")
    }

    /// Whether `key` is new; if so, it is `event`'s from now on.
    func isNew(_ key: DedupeKey, receivedAt: Timestamp, event: EventID) throws(SQLiteError) -> Bool {
        try key.hash.withUnsafeBufferPointer { (hash) throws(SQLiteError) in
            claim.bind(key.dateTime?.microseconds ?? 0, at: 1)
            claim.bind(lasting: hash, at: 2)
            claim.bind(receivedAt.microseconds, at: 3)
            claim.bind(receivedAt.adding(key.window).microseconds, at: 4)
            claim.bind(event.number, at: 5)
            claim.bind(receivedAt.subtracting(key.window).microseconds, at: 6)
            try claim.run()
        }
        return connection.changes == 1
    }

    /// The event that `key` was first seen in; nil when it was never seen.
    func event(of key: DedupeKey) throws(SQLiteError) -> EventID? {
        holder.bind(key.dateTime?.microseconds ?? 0, at: 1)
        holder.bind(copy: key.hash, at: 2)
        return try holder.first { EventID(number: $0.integer(0)) }
    }
}
