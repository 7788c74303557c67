internal import Domain

/// Reads events with their forwards, warnings and attempts.
final class EventRows {
    private let names: NameReader
    private let event: Statement
    private let content: Statement
    private let forwards: Statement
    private let warnings: Statement
    private let payload: Statement
    private let attempts: Statement

    init(_ connection: Connection, _ names: NameReader) throws(SQLiteError) {
        self.names = names
        event = try connection.prepare(
            """
            SELECT source, state, received_at, actions, duplicates, mapping, error_field, error_message
            FROM event WHERE id = ?1
            """
        )
        content = try connection.prepare(
            """
            SELECT content_type, body, request FROM event LEFT JOIN event_body ON event_body.event = event.id
            WHERE event.id = ?1
            """
        )
        forwards = try connection.prepare(
            """
            SELECT id, project, action, state, due_at, ended_at, reason, attempts, last_status, last_error
            FROM forward WHERE event = ?1 ORDER BY id
            """
        )
        warnings = try connection.prepare(
            "SELECT field, message FROM event_warning WHERE event = ?1 ORDER BY number"
        )
        payload = try connection.prepare("SELECT payload FROM forward WHERE id = ?1")
        attempts = try connection.prepare(
            """
            SELECT started_at, took, status, outcome, error, answer, number FROM attempt WHERE forward = ?1
            UNION ALL
            SELECT last_started_at, last_took, last_status, state, NULL, last_answer, \(Int64.max)
            FROM forward WHERE id = ?1 AND last_started_at IS NOT NULL
            ORDER BY number
            """
        )
    }

    func summary(_ id: EventID) throws(SQLiteError) -> EventSummary? {
        forwards.bind(id.number, at: 1)
        let forwards = try forwards.all { (row) throws(SQLiteError) in
            ForwardSummary(
                id: row.integer(0),
                project: try names.project(row.integer(1)),
                action: try names.action(row.integer(2)),
                state: try StateColumns.state(in: row, from: 3),
                attempts: row.count(7),
                lastStatus: row.optionalInteger(8).map { Int($0) },
                lastError: row.optionalText(9)
            )
        }
        event.bind(id.number, at: 1)
        return try event.first { (row) throws(SQLiteError) in
            guard let state = EventState(rawValue: row.text(1)) else { throw .unexpectedRow("event.state") }
            return EventSummary(
                id: id,
                source: try names.source(row.integer(0)),
                state: state,
                receivedAt: Timestamp(microseconds: row.integer(2)),
                actions: row.count(3),
                duplicates: row.count(4),
                mapping: row.optionalText(5),
                error: row.optionalText(6).map { EventWarning(field: $0, message: row.text(7)) },
                forwards: forwards
            )
        }
    }

    func detail(_ id: EventID) throws(SQLiteError) -> EventDetail? {
        guard let summary = try summary(id) else { return nil }
        content.bind(id.number, at: 1)
        let content = try content.first { row in
            (type: row.optionalText(0), body: row.optionalBytes(1), request: row.optionalBytes(2))
        }
        warnings.bind(id.number, at: 1)
        let warnings = try warnings.all { EventWarning(field: $0.text(0), message: $0.text(1)) }
        var forwards: [EventDetail.ForwardDetail] = []
        for forward in summary.forwards { forwards.append(try detail(forward)) }
        return EventDetail(
            summary: summary,
            contentType: content?.type,
            body: content?.body,
            request: content?.request,
            warnings: warnings,
            forwards: forwards
        )
    }

    func stored(_ id: EventID) throws(SQLiteError) -> StoredEvent? {
        guard let summary = try summary(id) else { return nil }
        content.bind(id.number, at: 1)
        return try content.first { row -> StoredEvent? in
            guard let body = row.optionalBytes(1), let request = row.optionalBytes(2) else { return nil }
            return StoredEvent(
                id: id,
                source: summary.source,
                receivedAt: summary.receivedAt,
                state: summary.state,
                contentType: row.optionalText(0),
                body: body,
                request: request,
                mapping: summary.mapping
            )
        } ?? nil
    }

    private func detail(_ forward: ForwardSummary) throws(SQLiteError) -> EventDetail.ForwardDetail {
        payload.bind(forward.id, at: 1)
        attempts.bind(forward.id, at: 1)
        return EventDetail.ForwardDetail(
            summary: forward,
            payload: try payload.first { $0.optionalBytes(0) } ?? nil,
            attempts: try attempts.all { row in
                Attempt(
                    startedAt: Timestamp(microseconds: row.integer(0)),
                    took: Interval(microseconds: row.integer(1)),
                    status: row.optionalInteger(2).map { Int($0) },
                    outcome: row.text(3),
                    error: row.optionalText(4),
                    answer: row.bytes(5)
                )
            }
        )
    }
}
