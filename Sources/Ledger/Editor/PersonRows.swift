internal import Domain

/// Finds the events that hold an e-mail address, and erases them.
final class PersonRows {
    private let session: WriteSession
    private let search: AddressSearch
    private let next: Statement
    private let event: Statement
    private let forwards: Statement
    private let warnings: Statement
    private let attempts: Statement
    private let erasures: Erasures

    init(_ session: WriteSession, _ search: AddressSearch) throws(SQLiteError) {
        self.session = session
        self.search = search
        let connection = session.connection
        next = try connection.prepare("SELECT id FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3")
        event = try connection.prepare(
            """
            SELECT error_message, body, request FROM event LEFT JOIN event_body ON event_body.event = event.id
            WHERE event.id = ?1
            """
        )
        forwards = try connection.prepare("SELECT payload, last_error FROM forward WHERE event = ?1")
        warnings = try connection.prepare("SELECT message FROM event_warning WHERE event = ?1")
        attempts = try connection.prepare(
            """
            SELECT attempt.answer, attempt.error FROM forward JOIN attempt ON attempt.forward = forward.id
            WHERE forward.event = ?1
            UNION ALL SELECT last_answer, NULL FROM forward WHERE event = ?1 AND last_answer IS NOT NULL
            """
        )
        erasures = try Erasures(connection)
    }

    /// The id of the newest event; 0 when there is none.
    func newestEvent() throws(SQLiteError) -> Int64 {
        try session.connection.prepare("SELECT coalesce(max(id), 0) FROM event").first { $0.integer(0) } ?? 0
    }

    /// The ids of the next events after `last` up to `newest`, and which of them hold the address.
    func step(
        after last: Int64,
        upTo newest: Int64,
        limit: Int
    ) throws(SQLiteError) -> (seen: [Int64], found: [Int64]) {
        // One transaction: the statements, four for each event, would each take and give back the locks of a reader.
        try session.connection.execute("BEGIN")
        defer { session.connection.rollBack() }
        next.bind(last, at: 1)
        next.bind(newest, at: 2)
        next.bind(limit, at: 3)
        let ids = try next.all { $0.integer(0) }
        var found: [Int64] = []
        for id in ids where try isAbout(id) { found.append(id) }
        return (ids, found)
    }

    /// Whether an event, its forwards or their attempts hold the address.
    private func isAbout(_ id: Int64) throws(SQLiteError) -> Bool {
        let isInEvent = try has(event, id) { row in
            search.isFound(in: row.bytes(1)) || search.isFound(in: row.bytes(2))
                || search.isFound(in: row.optionalText(0))
        }
        if isInEvent { return true }
        let inBytesOrText = { [search] (row: borrowing Statement) in
            search.isFound(in: row.bytes(0)) || search.isFound(in: row.optionalText(1))
        }
        if try has(forwards, id, inBytesOrText) { return true }
        if try has(attempts, id, inBytesOrText) { return true }
        return try has(warnings, id) { search.isFound(in: $0.text(0)) }
    }

    /// Erases what an event says of anyone; its counts, times and states stay.
    func erase(_ id: Int64, rows: ForwardRows, now: Timestamp, _ report: inout ForgetReport) throws(SQLiteError) {
        for number in try rows.forwards(of: EventID(number: id)) ?? [] {
            guard let forward = try rows.forward(number) else { continue }
            if forward.state.name == .pending, let state = ForwardLifecycle.discarded(forward.state, now: now) {
                try session.restate(forward, to: state, attempts: forward.attempts, owedSince: nil, now: now)
                report.discarded += 1
            }
            try erasures.erase(forward: number)
            report.forwards += 1
        }
        if let row = try session.eventRows.event(EventID(number: id)), row.state.wantsPerson {
            // Without its body it can never be mapped again, and must not ask a person for it for ever.
            session.counters.addEvents(-1, source: row.source, state: row.state)
            session.counters.addEvents(1, source: row.source, state: .ignored)
        }
        try erasures.erase(event: id)
        report.events += 1
    }

    /// Erases the last errors of projects that hold the address.
    func eraseErrors() throws(SQLiteError) {
        let query = try session.connection.prepare("SELECT project, message FROM project_error")
        let found = try query.all { (project: $0.integer(0), message: $0.text(1)) }
        for error in found where search.isFound(in: error.message) { try erasures.erase(errorOf: error.project) }
    }

    /// Whether a row that belongs to an event passes the test.
    private func has(
        _ statement: borrowing Statement,
        _ id: Int64,
        _ test: (borrowing Statement) -> Bool
    ) throws(SQLiteError) -> Bool {
        statement.bind(id, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            if test(statement) { return true }
        }
        return false
    }
}
