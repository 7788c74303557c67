package import Domain

extension LedgerReader {
    /// Since when bodies are kept; nil when there is none.
    package func oldestBody() throws(LedgerError) -> Timestamp? {
        try read { () throws(SQLiteError) in
            let number = try connection.prepare("SELECT min(event) FROM event_body").first { $0.optionalInteger(0) }
            return (number ?? nil).map { EventID(number: $0).receivedAt }
        }
    }

    /// Events of a source as they were over a time, newest first.
    ///
    /// The newest `count` where they fill the time or came within it by fewer; of a source that sends more, some of each
    /// part of the time, filled up with the newest.
    ///
    /// - Parameter last: the event before which to begin; nil: with the newest.
    package func sample(
        of source: SourceName,
        over time: Interval,
        before last: EventID?,
        count: Int
    ) throws(LedgerError) -> [EventID] {
        try snapshot { () throws(SQLiteError) in
            let finder = try EventFinder(connection, .newestFirst)
            func find(_ range: EventRange, _ limit: Int) throws(SQLiteError) -> [EventID] {
                try finder.find(source: source, state: nil, in: range, limit: limit)
            }
            let newest = try find(EventRange(from: 0, to: last.map { $0.number - 1 } ?? .max), count)
            guard let first = newest.first, let oldest = newest.last else { return [] }
            let begin = EventID(at: first.receivedAt.subtracting(time), after: nil)
            guard newest.count == count, oldest > begin else { return newest }
            let part = (first.number - begin.number) / Int64(count) + 1
            var sample: Set<EventID> = []
            for number in 0..<Int64(count) {
                let from = begin.number + number * part
                sample.formUnion(try find(EventRange(from: from, to: min(from + part - 1, first.number)), 1))
            }
            for id in newest where sample.count < count { sample.insert(id) }
            return sample.sorted(by: >)
        }
    }

    /// What the daemon has found of sources that still have a mapping, by source.
    func drifts() throws(SQLiteError) -> [Drift] {
        let query = try connection.prepare(
            """
            SELECT source, recent, before, change, subject, first, second FROM drift
            WHERE source IN (SELECT source FROM mapping_state) ORDER BY source, number
            """
        )
        var drifts: [Drift] = []
        while try query.step() {
            guard let source = SourceName(query.text(0)), let name = DriftTable.Row.Name(rawValue: query.text(3)),
                let change = DriftTable.Row(name, query.text(4), query.optionalText(5), query.optionalText(6)).value
            else { throw .unexpectedRow("drift") }
            let known = drifts.last?.source == source ? drifts.removeLast().changes : []
            drifts.append(
                Drift(source: source, recent: query.count(1), before: query.count(2), changes: known + [change])
            )
        }
        return drifts
    }
}
