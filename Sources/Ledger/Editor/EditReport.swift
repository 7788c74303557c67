package import Domain

/// What a command has changed.
package struct EditReport: Equatable, Sendable {
    /// Forwards that have a new state.
    package var changed = 0
    /// Forwards that were looked at and stay: their state does not allow the change, or their payload is erased.
    package var untouched = 0
    /// Events that wanted a person and are now ignored: a discard of those that are held, unmapped or unreadable.
    package var ignored = 0
    /// Events asked for by id that the ledger does not have.
    package var unknown: [EventID] = []

    package init() {}
}
