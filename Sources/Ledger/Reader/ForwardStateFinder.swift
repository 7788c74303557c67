internal import Domain

/// Finds the events that have a forward in a state, newest first.
///
/// Two ways lead there: over the forwards of the state, each with a look at its event's source, or over the source's events,
/// each with a look at its forwards. The kept counts say which is shorter. Delivered ones have no index: without a source they
/// are looked for among all events, see `DeliveredFinder`.
struct ForwardStateFinder {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func find(_ state: ForwardState.Name, _ query: EventQuery) throws(SQLiteError) -> [EventID] {
        let forwards = try count("SELECT coalesce(sum(count), 0) FROM forward_count WHERE state = ?1", state.rawValue)
        guard query.limit > 0, forwards > 0 else { return [] }
        guard let source = query.source else {
            return state == .delivered
                ? try DeliveredFinder(connection).find(forwards, query) : try run(walkOverForwards(in: state), query)
        }
        let events = try count(
            """
            SELECT coalesce(sum(count), 0) FROM event_count WHERE source = (SELECT id FROM source WHERE name = ?1)
            """,
            source.text
        )
        return state != .delivered && forwards < events
            ? try run(walkOverForwards(in: state), query) : try findOverEvents(of: source, in: state, query)
    }

    /// - Returns: `?1` and `?2` are the ends of the range of ids, `?3` the source or NULL, `?4` the limit.
    private func walkOverForwards(in state: ForwardState.Name) -> String {
        """
        SELECT DISTINCT forward.event FROM \(ForwardIndex.table(state)) CROSS JOIN event ON event.id = forward.event
        WHERE \(ForwardIndex.condition(state)) AND forward.event BETWEEN ?1 AND ?2
            AND (?3 IS NULL OR event.source = (SELECT id FROM source WHERE name = ?3))
        ORDER BY forward.event DESC LIMIT ?4
        """
    }

    /// The index over source and state ends with the id: each of the source's states gives its newest.
    private func findOverEvents(
        of source: SourceName,
        in state: ForwardState.Name,
        _ query: EventQuery
    ) throws(SQLiteError) -> [EventID] {
        var found: [EventID] = []
        for eventState in EventState.allCases {
            found += try run(
                """
                SELECT id FROM event
                WHERE source = (SELECT id FROM source WHERE name = ?3) AND state = '\(eventState.rawValue)'
                    AND id BETWEEN ?1 AND ?2
                    AND EXISTS (SELECT 1 FROM forward WHERE event = event.id AND state = '\(state.rawValue)')
                ORDER BY id DESC LIMIT ?4
                """,
                query
            )
        }
        return Array(found.sorted(by: >).prefix(query.limit))
    }

    private func run(_ sql: String, _ query: EventQuery) throws(SQLiteError) -> [EventID] {
        let walk = try connection.prepare(sql)
        walk.bind(query.range.from, at: 1)
        walk.bind(query.range.to, at: 2)
        walk.bind(query.source?.text, at: 3)
        walk.bind(query.limit, at: 4)
        return try walk.all { EventID(number: $0.integer(0)) }
    }

    private func count(_ sql: String, _ value: String) throws(SQLiteError) -> Int {
        let count = try connection.prepare(sql)
        count.bind(value, at: 1)
        return try count.first { $0.count(0) } ?? 0
    }
}
