internal import Domain

/// The events with their bodies and warnings.
final class EventTable {
    private let insert: Statement
    private let insertBody: Statement
    private let insertWarning: Statement
    private let deleteWarnings: Statement
    private let newest: Statement
    private let remap: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        insert = try connection.prepare(
            """
            INSERT INTO event (
                id, source, received_at, state, actions, duplicates, mapping, content_type, error_field, error_message
            ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """
        )
        insertBody = try connection.prepare("INSERT INTO event_body (event, request, body) VALUES (?1, ?2, ?3)")
        insertWarning = try connection.prepare(
            "INSERT INTO event_warning (event, number, field, message) VALUES (?1, ?2, ?3, ?4)"
        )
        deleteWarnings = try connection.prepare("DELETE FROM event_warning WHERE event = ?1")
        newest = try connection.prepare("SELECT max(id) FROM event")
        remap = try connection.prepare(
            """
            UPDATE event
            SET state = ?2, actions = ?3, duplicates = ?4, mapping = ?5, error_field = ?6, error_message = ?7
            WHERE id = ?1
            """
        )
    }

    /// The newest event; nil when there is none.
    func newestID() throws(SQLiteError) -> EventID? {
        try newest.first { $0.optionalInteger(0).map { EventID(number: $0) } } ?? nil
    }

    func add(_ event: NewEvent, id: EventID, source: Int64, duplicates: Int) throws(SQLiteError) {
        insert.bind(id.number, at: 1)
        insert.bind(source, at: 2)
        insert.bind(event.receivedAt.microseconds, at: 3)
        insert.bind(event.state.rawValue, at: 4)
        insert.bind(event.actions.count, at: 5)
        insert.bind(duplicates, at: 6)
        insert.bind(event.mapping, at: 7)
        insert.bind(event.contentType, at: 8)
        insert.bind(event.error?.field, at: 9)
        insert.bind(event.error?.message, at: 10)
        try insert.run()
        try event.body.withUnsafeBufferPointer { (body) throws(SQLiteError) in
            try event.request.withUnsafeBufferPointer { (request) throws(SQLiteError) in
                insertBody.bind(id.number, at: 1)
                insertBody.bind(lasting: request, at: 2)
                insertBody.bind(lasting: body, at: 3)
                try insertBody.run()
            }
        }
        if !event.warnings.isEmpty { try add(event.warnings, to: id) }
    }

    /// Writes what mapping an event again made of it.
    func update(_ event: RemappedEvent, duplicates: Int) throws(SQLiteError) {
        remap.bind(event.id.number, at: 1)
        remap.bind(event.state.rawValue, at: 2)
        remap.bind(event.actions.count, at: 3)
        remap.bind(duplicates, at: 4)
        remap.bind(event.mapping, at: 5)
        remap.bind(event.error?.field, at: 6)
        remap.bind(event.error?.message, at: 7)
        try remap.run()
        deleteWarnings.bind(event.id.number, at: 1)
        try deleteWarnings.run()
        try add(event.warnings, to: event.id)
    }

    private func add(_ warnings: [EventWarning], to event: EventID) throws(SQLiteError) {
        for (number, warning) in warnings.enumerated() {
            insertWarning.bind(event.number, at: 1)
            insertWarning.bind(number, at: 2)
            insertWarning.bind(warning.field, at: 3)
            insertWarning.bind(warning.message, at: 4)
            try insertWarning.run()
        }
    }
}
