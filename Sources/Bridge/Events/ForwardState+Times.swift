internal import Domain

extension ForwardState {
    /// When the next attempt may follow; nil when none will, or while an earlier one of its lane is pending.
    var dueAt: Timestamp? {
        guard case .pending(let dueAt) = self else { return nil }
        return dueAt
    }

    /// When it came to its end; nil while it is pending.
    var endedAt: Timestamp? {
        switch self {
        case .pending: nil
        case .delivered(let at), .duplicate(let at), .dead(let at, _), .discarded(let at): at
        }
    }
}
