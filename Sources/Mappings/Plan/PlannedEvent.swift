package import Domain

/// What one version of a mapping made or would make of an event.
package struct PlannedEvent: Equatable, Sendable {
    package let state: EventState
    /// In order; empty unless `mapped`.
    package let actions: [PlannedAction]
    /// Why it is `unmapped`; nil otherwise.
    package let error: EventWarning?

    package init(state: EventState, actions: [PlannedAction] = [], error: EventWarning? = nil) {
        self.state = state
        self.actions = actions
        self.error = error
    }

    package init(_ result: MappingResult) {
        self.init(state: result.state, actions: result.actions.map { PlannedAction($0) }, error: result.error)
    }
}
