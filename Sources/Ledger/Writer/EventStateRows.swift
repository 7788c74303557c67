internal import Domain

/// Reads events as far as a change of their state needs them.
final class EventStateRows {
    struct Row {
        /// The number that stands for the source.
        let source: Int64
        let state: EventState
        let receivedAt: Timestamp
        /// False once retention or forget has erased it.
        let hasBody: Bool
    }

    /// A forward with the numbers that stand for its names.
    struct Forward {
        let id: Int64
        let project: Int64
        let action: Int64
        let state: ForwardState.Name
    }

    private let find: Statement
    private let forwards: Statement
    private let deleteForward: Statement
    private let deleteEvent: Statement
    private let ignoreEvent: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(
            """
            SELECT source, state, received_at, EXISTS (SELECT 1 FROM event_body WHERE event = id)
            FROM event WHERE id = ?1
            """
        )
        forwards = try connection.prepare(
            "SELECT id, project, action, state, attempts FROM forward WHERE event = ?1 ORDER BY id"
        )
        deleteForward = try connection.prepare("DELETE FROM forward WHERE id = ?1")
        deleteEvent = try connection.prepare("DELETE FROM event WHERE id = ?1")
        ignoreEvent = try connection.prepare(
            "UPDATE event SET state = 'ignored', error_field = NULL, error_message = NULL WHERE id = ?1"
        )
    }

    func event(_ id: EventID) throws(SQLiteError) -> Row? {
        find.bind(id.number, at: 1)
        return try find.first { (row) throws(SQLiteError) in
            guard let state = EventState(rawValue: row.text(1)) else { throw .unexpectedRow("event.state") }
            return Row(
                source: row.integer(0),
                state: state,
                receivedAt: Timestamp(microseconds: row.integer(2)),
                hasBody: row.integer(3) != 0
            )
        }
    }

    func forwards(of event: EventID) throws(SQLiteError) -> [Forward] {
        forwards.bind(event.number, at: 1)
        return try forwards.all { (row) throws(SQLiteError) in
            guard let state = ForwardState.Name(rawValue: row.text(3)) else { throw .unexpectedRow("forward.state") }
            return Forward(id: row.integer(0), project: row.integer(1), action: row.integer(2), state: state)
        }
    }

    /// The forwards that were never sent because their key was seen before.
    func unsentDuplicates(of event: EventID) throws(SQLiteError) -> [Forward] {
        forwards.bind(event.number, at: 1)
        return try forwards.all { (row) throws(SQLiteError) -> Forward? in
            guard row.text(3) == ForwardState.Name.duplicate.rawValue, row.integer(4) == 0 else { return nil }
            return Forward(id: row.integer(0), project: row.integer(1), action: row.integer(2), state: .duplicate)
        }.compactMap { $0 }
    }

    /// Deletes a forward with its attempts; the caller counts.
    func delete(forward: Int64) throws(SQLiteError) {
        deleteForward.bind(forward, at: 1)
        try deleteForward.run()
    }

    /// Has an event without actions be ignored; the caller counts.
    func ignore(_ event: EventID) throws(SQLiteError) {
        ignoreEvent.bind(event.number, at: 1)
        try ignoreEvent.run()
    }

    /// Deletes an event without forwards, with its body and warnings; the caller counts.
    func delete(event: EventID) throws(SQLiteError) {
        deleteEvent.bind(event.number, at: 1)
        try deleteEvent.run()
    }
}

extension EventState {
    /// Whether the event waits for a person to do something about it.
    var wantsPerson: Bool {
        switch self {
        case .held, .unmapped, .unreadable: true
        case .mapped, .ignored: false
        }
    }
}
