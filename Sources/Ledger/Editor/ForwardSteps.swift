internal import Domain

/// Walks a selection of forwards, one transaction's worth at a time.
struct ForwardSteps {
    private let selection: ForwardSelection
    private var last = ForwardRows.Key(event: 0, id: 0)
    private var position = 0

    init(_ selection: ForwardSelection) {
        self.selection = selection
    }

    /// The next forwards; nil at the end.
    mutating func next(_ rows: ForwardRows, _ report: inout EditReport) throws(SQLiteError) -> [Int64]? {
        switch selection {
        case .all(let state):
            let keys = try rows.forwards(in: state, after: last, limit: LedgerEditor.stepSize)
            guard let newest = keys.last else { return nil }
            last = newest
            return keys.map(\.id)
        case .events(let events):
            guard position < events.count else { return nil }
            var ids: [Int64] = []
            while position < events.count, ids.count < LedgerEditor.stepSize {
                if let found = try rows.forwards(of: events[position]) {
                    ids += found
                } else {
                    report.unknown.append(events[position])
                }
                position += 1
            }
            return ids
        }
    }
}
