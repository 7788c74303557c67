package import Domain

/// Events that would end in another state than they did.
package struct StateChange: Equatable, Sendable {
    package let from: EventState
    package let to: EventState
    package internal(set) var count = 0
    /// The newest of them.
    package let example: EventID
    /// Why that one would fail; nil when it would not.
    package let error: EventWarning?

    init(from: EventState, to: EventState, example: EventID, error: EventWarning?) {
        self.from = from
        self.to = to
        self.example = example
        self.error = error
    }
}
