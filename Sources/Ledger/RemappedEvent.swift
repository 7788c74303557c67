package import Domain

/// What mapping a kept event again made of it, on its way into the ledger.
package struct RemappedEvent: Sendable {
    package let id: EventID
    package let state: EventState
    /// The mapping's version, 12 hexadecimal digits; nil when none was loaded.
    package let mapping: String?
    package let actions: [Action]
    package let warnings: [EventWarning]
    /// Why the event is `unmapped`; nil for other states.
    package let error: EventWarning?

    package init(
        id: EventID,
        state: EventState,
        mapping: String?,
        actions: [Action] = [],
        warnings: [EventWarning] = [],
        error: EventWarning? = nil
    ) {
        self.id = id
        self.state = state
        self.mapping = mapping
        self.actions = actions
        self.warnings = warnings
        self.error = error
    }
}
