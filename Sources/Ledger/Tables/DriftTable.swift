internal import Domain

/// What the daemon has found of how sources change, for `status` in another process.
final class DriftTable {
    private let delete: Statement
    private let insert: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        delete = try connection.prepare("DELETE FROM drift WHERE source = ?1")
        insert = try connection.prepare(
            """
            INSERT INTO drift (source, number, recent, before, change, subject, first, second)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """
        )
    }

    /// Replaces what is known of a source.
    func write(_ drift: Drift) throws(SQLiteError) {
        delete.bind(drift.source.text, at: 1)
        try delete.run()
        for (number, change) in drift.changes.enumerated() {
            let row = Row(change)
            insert.bind(drift.source.text, at: 1)
            insert.bind(number, at: 2)
            insert.bind(drift.recent, at: 3)
            insert.bind(drift.before, at: 4)
            insert.bind(row.change.rawValue, at: 5)
            insert.bind(row.subject, at: 6)
            insert.bind(row.first, at: 7)
            insert.bind(row.second, at: 8)
            try insert.run()
        }
    }

    /// A change as columns.
    struct Row {
        enum Name: String {
            case actionGone = "action-gone"
            case fieldEmpty = "field-empty"
            case placeGone = "place-gone"
            case placeRetyped = "place-retyped"
            case placeNew = "place-new"
        }

        let change: Name
        let subject: String
        let first: String?
        let second: String?

        init(_ change: Drift.Change) {
            switch change {
            case .actionGone(let action): self.init(.actionGone, action)
            case .fieldEmpty(let field, let action): self.init(.fieldEmpty, field, action)
            case .placeGone(let place): self.init(.placeGone, place)
            case .placeRetyped(let place, let from, let to): self.init(.placeRetyped, place, from, to)
            case .placeNew(let place): self.init(.placeNew, place)
            }
        }

        init(_ change: Name, _ subject: String, _ first: String? = nil, _ second: String? = nil) {
            self.change = change
            self.subject = subject
            self.first = first
            self.second = second
        }

        /// nil when a column lacks that the change needs.
        var value: Drift.Change? {
            switch change {
            case .actionGone: .actionGone(subject)
            case .fieldEmpty: first.map { .fieldEmpty(subject, action: $0) }
            case .placeGone: .placeGone(subject)
            case .placeRetyped: first.flatMap { from in second.map { .placeRetyped(subject, from: from, to: $0) } }
            case .placeNew: .placeNew(subject)
            }
        }
    }
}
