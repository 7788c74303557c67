internal import Domain

/// A forward's state as its row holds it: both ways in one place.
struct StateColumns {
    let state: String
    let dueAt: Int64?
    let endedAt: Int64?
    let reason: String?

    init(_ state: ForwardState) {
        self.state = state.name.rawValue
        switch state {
        case .pending(let due):
            dueAt = due?.microseconds
            endedAt = nil
            reason = nil
        case .delivered(let end), .duplicate(let end), .discarded(let end):
            dueAt = nil
            endedAt = end.microseconds
            reason = nil
        case .dead(let end, let cause):
            dueAt = nil
            endedAt = end.microseconds
            reason = cause.rawValue
        }
    }

    /// The state in four columns of a row, in the order state, due_at, ended_at, reason, from `column` on.
    static func state(in row: borrowing Statement, from column: Int32) throws(SQLiteError) -> ForwardState {
        guard let name = ForwardState.Name(rawValue: row.text(column)) else { throw .unexpectedRow("forward.state") }
        let end = Timestamp(microseconds: row.integer(column + 2))
        switch name {
        case .pending: return .pending(dueAt: row.optionalInteger(column + 1).map { Timestamp(microseconds: $0) })
        case .delivered: return .delivered(at: end)
        case .duplicate: return .duplicate(at: end)
        case .discarded: return .discarded(at: end)
        case .dead:
            guard let reason = ForwardState.DeathReason(rawValue: row.text(column + 3)) else {
                throw .unexpectedRow("forward.reason")
            }
            return .dead(at: end, reason: reason)
        }
    }
}
