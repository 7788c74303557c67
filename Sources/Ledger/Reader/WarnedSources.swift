internal import Domain

/// Finds the sources of which events of the last day have warnings.
///
/// Reads the newest warnings, and no more than so many: it costs the same when every event has one.
struct WarnedSources: ~Copyable {
    static let back = Interval.days(-1)
    static let limit = 1_000

    private struct Found {
        var events = 0
        var fields: [String] = []
        let newest: EventID
    }

    private let warnings: Statement
    private let names: NameReader

    init(_ connection: Connection, _ names: NameReader) throws(SQLiteError) {
        self.names = names
        // CROSS JOIN keeps the order: the warnings' own, newest event first.
        warnings = try connection.prepare(
            """
            SELECT warning.event, event.source, warning.field
            FROM event_warning AS warning CROSS JOIN event ON event.id = warning.event
            WHERE warning.event >= ?1 ORDER BY warning.event DESC, warning.number LIMIT ?2
            """
        )
    }

    /// By source.
    func find(at now: Timestamp) throws(SQLiteError) -> [WarnedSource] {
        let first = EventID(at: now.adding(Self.back), after: nil)
        warnings.bind(first.number, at: 1)
        warnings.bind(Self.limit, at: 2)
        defer { warnings.reset() }
        var found: [SourceName: Found] = [:]
        var rows = 0
        var last: Int64?
        while try warnings.step() {
            rows += 1
            let event = warnings.integer(0)
            let source = try names.source(warnings.integer(1))
            let field = warnings.text(2)
            var entry = found[source] ?? Found(newest: EventID(number: event))
            if event != last { entry.events += 1 }
            if !entry.fields.contains(field) { entry.fields.append(field) }
            found[source] = entry
            last = event
        }
        let hasMore = rows == Self.limit
        return found.sorted { $0.key < $1.key }.map { source, entry in
            WarnedSource(
                source: source,
                events: entry.events,
                hasMore: hasMore,
                fields: entry.fields,
                newest: entry.newest
            )
        }
    }
}
