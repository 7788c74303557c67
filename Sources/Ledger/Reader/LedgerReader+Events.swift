package import Domain

extension LedgerReader {
    /// The events that `query` asks for, newest first.
    package func events(_ query: EventQuery) throws(LedgerError) -> [EventSummary] {
        try snapshot { () throws(SQLiteError) in
            let rows = try EventRows(connection, names)
            var events: [EventSummary] = []
            for id in try ids(query) {
                if let event = try rows.summary(id) { events.append(event) }
            }
            return events
        }
    }

    /// All of an event; nil when there is none of that id.
    package func event(_ id: EventID) throws(LedgerError) -> EventDetail? {
        try snapshot { () throws(SQLiteError) in try EventRows(connection, names).detail(id) }
    }

    /// The ids of the newest `count` events of a source, newest first; of all sources when nil.
    package func newestEvents(of source: SourceName?, count: Int) throws(LedgerError) -> [EventID] {
        try snapshot { () throws(SQLiteError) in
            let everything = EventRange(from: 0, to: .max)
            return try EventFinder(connection, .newestFirst)
                .find(source: source, state: nil, in: everything, limit: count)
        }
    }

    /// The ids of the next events in a state, oldest first: the walk of a remap, which goes on after the last one it saw.
    package func oldestEvents(
        in state: EventState,
        of source: SourceName? = nil,
        since: Timestamp? = nil,
        after last: EventID? = nil,
        limit: Int
    ) throws(LedgerError) -> [EventID] {
        try snapshot { () throws(SQLiteError) in
            var range = EventQuery(since: since, limit: limit).range
            if let last { range.from = max(range.from, last.number + 1) }
            return try EventFinder(connection, .oldestFirst).find(source: source, state: state, in: range, limit: limit)
        }
    }

    /// How many events `oldestEvents` walks in all.
    package func eventCount(
        in state: EventState,
        of source: SourceName? = nil,
        since: Timestamp? = nil
    ) throws(LedgerError) -> Int {
        try snapshot { () throws(SQLiteError) in
            try EventFinder(connection, .oldestFirst)
                .count(source: source, state: state, in: EventQuery(since: since, limit: 0).range)
        }
    }

    /// An event to be mapped again; nil when it is gone or its body is erased.
    package func storedEvent(_ id: EventID) throws(LedgerError) -> StoredEvent? {
        try read { () throws(SQLiteError) in try EventRows(connection, names).stored(id) }
    }

    private func ids(_ query: EventQuery) throws(SQLiteError) -> [EventID] {
        switch query.state {
        case nil:
            try EventFinder(connection, .newestFirst)
                .find(source: query.source, state: nil, in: query.range, limit: query.limit)
        case .event(let state):
            try EventFinder(connection, .newestFirst)
                .find(source: query.source, state: state, in: query.range, limit: query.limit)
        case .forward(let state): try ids(withForward: state, query)
        }
    }

    private func ids(withForward state: ForwardState.Name, _ query: EventQuery) throws(SQLiteError) -> [EventID] {
        let count = try connection.prepare("SELECT 1 FROM forward_count WHERE state = ?1 AND count > 0 LIMIT 1")
        count.bind(state.rawValue, at: 1)
        guard query.limit > 0, try count.first({ $0.integer(0) }) != nil else { return [] }
        let walk: Statement
        if state == .delivered {
            // Nearly all events have one: walking events meets them soon.
            walk = try connection.prepare(
                """
                SELECT id FROM event
                WHERE id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR source = (SELECT id FROM source WHERE name = ?3))
                    AND EXISTS (SELECT 1 FROM forward WHERE event = event.id AND state = 'delivered')
                ORDER BY id DESC LIMIT ?4
                """
            )
        } else {
            walk = try connection.prepare(
                """
                SELECT DISTINCT forward.event FROM \(ForwardIndex.table(state)) CROSS JOIN event ON event.id = forward.event
                WHERE \(ForwardIndex.condition(state)) AND forward.event BETWEEN ?1 AND ?2
                    AND (?3 IS NULL OR event.source = (SELECT id FROM source WHERE name = ?3))
                ORDER BY forward.event DESC LIMIT ?4
                """
            )
        }
        walk.bind(query.range.from, at: 1)
        walk.bind(query.range.to, at: 2)
        walk.bind(query.source?.text, at: 3)
        walk.bind(query.limit, at: 4)
        return try walk.all { EventID(number: $0.integer(0)) }
    }
}
