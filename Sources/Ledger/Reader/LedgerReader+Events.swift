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
            try EventFinder(connection, .newestFirst).find(source: source, state: nil, in: .all, limit: count)
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
        case .forward(let state): try ForwardStateFinder(connection).find(state, query)
        }
    }
}
