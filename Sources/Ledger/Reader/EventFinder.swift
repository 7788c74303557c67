internal import Domain

/// Finds the ids of events, newest or oldest first, without looking at more rows than it returns.
///
/// One index, over source and state and ended by the id, answers all choices of these: the kept counts tell which pairs
/// there are, each gives its first ids, and the first of all of them are wanted.
final class EventFinder {
    enum Order {
        case newestFirst, oldestFirst

        fileprivate var sql: String { self == .newestFirst ? "DESC" : "ASC" }
    }

    private struct Pair {
        let source: Int64
        let state: String
    }

    private let findPairs: Statement
    private let inPair: Statement
    private let inAll: Statement
    private let countInPair: Statement
    private let order: Order

    init(_ connection: Connection, _ order: Order) throws(SQLiteError) {
        self.order = order
        findPairs = try connection.prepare(
            """
            SELECT source, state FROM event_count
            WHERE count > 0 AND (?1 IS NULL OR source = (SELECT id FROM source WHERE name = ?1))
                AND (?2 IS NULL OR state = ?2)
            """
        )
        inPair = try connection.prepare(
            """
            SELECT id FROM event WHERE source = ?1 AND state = ?2 AND id BETWEEN ?3 AND ?4
            ORDER BY id \(order.sql) LIMIT ?5
            """
        )
        countInPair = try connection.prepare(
            "SELECT count(*) FROM event WHERE source = ?1 AND state = ?2 AND id BETWEEN ?3 AND ?4"
        )
        inAll = try connection.prepare(
            "SELECT id FROM event WHERE id BETWEEN ?1 AND ?2 ORDER BY id \(order.sql) LIMIT ?3"
        )
    }

    /// How many events there are.
    func count(source: SourceName?, state: EventState, in range: EventRange) throws(SQLiteError) -> Int {
        var sum = 0
        for pair in try pairs(source, state) {
            countInPair.bind(pair.source, at: 1)
            countInPair.bind(pair.state, at: 2)
            countInPair.bind(range.from, at: 3)
            countInPair.bind(range.to, at: 4)
            sum += try countInPair.first { $0.count(0) } ?? 0
        }
        return sum
    }

    func find(
        source: SourceName?,
        state: EventState?,
        in range: EventRange,
        limit: Int
    ) throws(SQLiteError) -> [EventID] {
        guard limit > 0, range.from <= range.to else { return [] }
        if source == nil, state == nil {
            inAll.bind(range.from, at: 1)
            inAll.bind(range.to, at: 2)
            inAll.bind(limit, at: 3)
            return try inAll.all { EventID(number: $0.integer(0)) }
        }
        var found: [EventID] = []
        for pair in try pairs(source, state) {
            inPair.bind(pair.source, at: 1)
            inPair.bind(pair.state, at: 2)
            inPair.bind(range.from, at: 3)
            inPair.bind(range.to, at: 4)
            inPair.bind(limit, at: 5)
            found += try inPair.all { EventID(number: $0.integer(0)) }
        }
        return Array((order == .newestFirst ? found.sorted(by: >) : found.sorted()).prefix(limit))
    }

    /// The pairs of source and state that have events.
    private func pairs(_ source: SourceName?, _ state: EventState?) throws(SQLiteError) -> [Pair] {
        findPairs.bind(source?.text, at: 1)
        findPairs.bind(state?.rawValue, at: 2)
        return try findPairs.all { Pair(source: $0.integer(0), state: $0.text(1)) }
    }
}
