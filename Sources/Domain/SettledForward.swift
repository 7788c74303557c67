/// The end of an attempt, on its way into the ledger.
///
/// Without the payload: many wait while the disk is slow, and payloads may be large.
package struct SettledForward: Sendable {
    /// The forward's.
    package let id: Int64
    /// With it: the ledger may give the number of a forward that is gone to another one.
    package let event: EventID
    package let project: ProjectName
    package let action: ActionName
    package let lane: Lane?
    /// nil when the forward ended without one: it was too old before it could be sent.
    package let attempt: Attempt?
    /// The state that follows; made by `ForwardLifecycle` alone.
    package let state: ForwardState
    /// Attempts made so far that count, this one included if it does.
    package let attempts: Int

    package init(forward: Forward, attempt: Attempt?, state: ForwardState, attempts: Int) {
        id = forward.id
        event = forward.event
        project = forward.project
        action = forward.action
        lane = forward.lane
        self.attempt = attempt
        self.state = state
        self.attempts = attempts
    }
}
