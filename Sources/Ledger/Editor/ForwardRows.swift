internal import Domain

/// Finds the forwards of events and of states, and reads them.
final class ForwardRows {
    /// Where a walk over the forwards of a state is.
    struct Key {
        let event: Int64
        let id: Int64
    }

    private let find: Statement
    private let ofEvent: Statement
    private let event: Statement
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        find = try connection.prepare(
            """
            SELECT project, lane, action, attempts, payload IS NOT NULL, state, due_at, ended_at, reason
            FROM forward WHERE id = ?1
            """
        )
        ofEvent = try connection.prepare("SELECT id FROM forward WHERE event = ?1 ORDER BY id")
        event = try connection.prepare("SELECT 1 FROM event WHERE id = ?1")
    }

    func forward(_ id: Int64) throws(SQLiteError) -> ForwardRow? {
        find.bind(id, at: 1)
        return try find.first { (row) throws(SQLiteError) in
            ForwardRow(
                id: id,
                place: ForwardTable.Place(
                    project: row.integer(0),
                    lane: row.optionalInteger(1).map { Lane(number: $0) }
                ),
                action: row.integer(2),
                state: try StateColumns.state(in: row, from: 5),
                attempts: row.count(3),
                hasPayload: row.integer(4) != 0
            )
        }
    }

    /// The forwards of an event, in order; nil when there is no such event.
    func forwards(of event: EventID) throws(SQLiteError) -> [Int64]? {
        self.event.bind(event.number, at: 1)
        guard try self.event.first({ $0.integer(0) }) != nil else { return nil }
        ofEvent.bind(event.number, at: 1)
        return try ofEvent.all { $0.integer(0) }
    }

    /// The next forwards in a state after `last`, by their events.
    func forwards(in state: ForwardState.Name, after last: Key, limit: Int) throws(SQLiteError) -> [Key] {
        let query = try connection.prepare(
            """
            SELECT event, id FROM \(ForwardIndex.table(state))
            WHERE \(ForwardIndex.condition(state)) AND (event, id) > (?1, ?2) ORDER BY event, id LIMIT ?3
            """
        )
        query.bind(last.event, at: 1)
        query.bind(last.id, at: 2)
        query.bind(limit, at: 3)
        return try query.all { Key(event: $0.integer(0), id: $0.integer(1)) }
    }
}
