internal import Domain

/// Finds sources that are quiet against their own habit.
///
/// A source is quiet when nothing has come for an hour or longer, and the same stretch of time of each of the last three
/// weeks brought ten events or more: nights, week-ends and slow sources are part of the habit. What has been quiet for two
/// weeks has a new habit.
///
/// Costs a few steps of an index for each source, however many events there are.
struct QuietSources {
    private static let least = Interval.hours(1)
    private static let longest = Interval.days(14)
    private static let weeks: [Int64] = [1, 2, 3]
    private static let events = 10

    private let finder: EventFinder

    init(_ connection: Connection) throws(SQLiteError) {
        finder = try EventFinder(connection, .newestFirst)
    }

    /// - Parameters:
    ///   - sources: those that could send.
    ///   - start: since when somebody has been there to receive.
    func find(
        among sources: [SourceName],
        since start: Timestamp,
        at now: Timestamp
    ) throws(SQLiteError) -> [QuietSource] {
        var quiet: [QuietSource] = []
        for source in sources {
            guard let last = try finder.find(source: source, state: nil, in: .all, limit: 1).first else { continue }
            let from = max(last.receivedAt, start)
            guard now.since(from) >= Self.least, now.since(last.receivedAt) <= Self.longest else { continue }
            if try isHabit(of: source, from, now) {
                quiet.append(QuietSource(source: source, last: last.receivedAt))
            }
        }
        return quiet
    }

    private func isHabit(of source: SourceName, _ from: Timestamp, _ to: Timestamp) throws(SQLiteError) -> Bool {
        for week in Self.weeks {
            let back = Interval.days(-7 * week)
            let range = EventRange(
                from: EventID(at: from.adding(back), after: nil).number,
                to: EventID(at: to.adding(back), after: nil).number
            )
            let found = try finder.find(source: source, state: nil, in: range, limit: Self.events)
            guard found.count == Self.events else { return false }
        }
        return true
    }
}
