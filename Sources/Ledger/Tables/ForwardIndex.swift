internal import Domain

/// Finds forwards by state through the index that holds all but the delivered ones.
///
/// Left to itself SQLite walks the whole table, for it does not know that few rows are in the index. Delivered ones are
/// nearly all, and need none.
enum ForwardIndex {
    /// What comes after `FROM`.
    static func table(_ state: ForwardState.Name) -> String {
        state == .delivered ? "forward" : "forward INDEXED BY forward_by_state"
    }

    /// The condition, with the state in its text and the index's own condition: only so SQLite sees that the index has all.
    static func condition(_ state: ForwardState.Name) -> String {
        let condition = "forward.state = '\(state.rawValue)'"
        return state == .delivered ? condition : condition + " AND forward.state <> 'delivered'"
    }
}
