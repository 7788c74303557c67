internal import Domain

/// Finds the events of all sources that have a delivered forward, newest first.
///
/// Nearly all events have one, so that the newest are met soon, but for a backlog: then those that have are the oldest. So
/// both ends are walked in turns until enough are found, or as many as were ever delivered.
final class DeliveredFinder {
    /// Events looked at in the first turn; twice as many in each that follows, up to `longestTurn`.
    private static let firstTurn = 128
    private static let longestTurn = 16_384

    private let newestFirst: Statement
    private let oldestFirst: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        func walk(_ order: String) throws(SQLiteError) -> Statement {
            try connection.prepare(
                """
                SELECT id, (SELECT count(*) FROM forward WHERE event = event.id AND state = 'delivered')
                FROM event WHERE id BETWEEN ?1 AND ?2 ORDER BY id \(order) LIMIT ?3
                """
            )
        }
        newestFirst = try walk("DESC")
        oldestFirst = try walk("ASC")
    }

    /// - Parameter delivered: how many forwards are delivered in all.
    func find(_ delivered: Int, _ query: EventQuery) throws(SQLiteError) -> [EventID] {
        var range = query.range
        var left = delivered
        var newest: [EventID] = []
        var oldest: [EventID] = []
        var turn = Self.firstTurn
        while left > 0, newest.count < query.limit, range.from <= range.to {
            let high = try look(newestFirst, in: range, turn)
            newest += high.found
            left -= high.forwards
            guard let end = high.end, end > range.from else { break }
            range.to = end - 1
            guard left > 0, newest.count < query.limit else { break }
            let low = try look(oldestFirst, in: range, turn)
            oldest = (oldest + low.found).suffix(query.limit)
            left -= low.forwards
            guard let end = low.end else { break }
            range.from = end + 1
            turn = min(turn * 2, Self.longestTurn)
        }
        return Array((newest + oldest.reversed()).prefix(query.limit))
    }

    private struct Look {
        /// Events with a delivered forward, in the order of the walk.
        var found: [EventID] = []
        /// Delivered forwards that they have in all.
        var forwards = 0
        /// The last event that was looked at; nil when there was none.
        var end: Int64?
    }

    private func look(_ walk: borrowing Statement, in range: EventRange, _ limit: Int) throws(SQLiteError) -> Look {
        walk.bind(range.from, at: 1)
        walk.bind(range.to, at: 2)
        walk.bind(limit, at: 3)
        defer { walk.reset() }
        var look = Look()
        while try walk.step() {
            let id = walk.integer(0)
            look.end = id
            guard walk.count(1) > 0 else { continue }
            look.found.append(EventID(number: id))
            look.forwards += walk.count(1)
        }
        return look
    }
}
