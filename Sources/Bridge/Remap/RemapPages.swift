internal import Domain
internal import Ledger

/// Walks a selection of events, as many at a time as one transaction writes.
struct RemapPages {
    private static let size = 64

    private let selection: RemapSelection
    private var position = 0
    private var last: EventID?

    init(_ selection: RemapSelection) {
        self.selection = selection
    }

    /// The next ids; nil at the end.
    ///
    /// An event that has another state by now is behind the walk and does not come again.
    mutating func next(_ reader: borrowing LedgerReader) throws(LedgerError) -> [EventID]? {
        switch selection {
        case .events(let ids):
            guard position < ids.count else { return nil }
            let page = ids[position..<min(position + Self.size, ids.count)]
            position += page.count
            return Array(page)
        case .all(let state, let source, let since):
            let page = try reader.oldestEvents(in: state, of: source, since: since, after: last, limit: Self.size)
            last = page.last
            return page.isEmpty ? nil : page
        }
    }
}
