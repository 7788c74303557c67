/// The end of an attempt, on its way into the ledger.
package struct SettledForward: Sendable {
    package let forward: Forward
    /// nil when the forward ended without one: it was too old before it could be sent.
    package let attempt: Attempt?
    /// The state that follows; made by `ForwardLifecycle` alone.
    package let state: ForwardState
    /// Attempts made so far that count, this one included if it does.
    package let attempts: Int

    package init(forward: Forward, attempt: Attempt?, state: ForwardState, attempts: Int) {
        self.forward = forward
        self.attempt = attempt
        self.state = state
        self.attempts = attempts
    }
}
