/// What became of an event when it was received or mapped again.
package enum EventState: String, CaseIterable, Sendable {
    /// The mapping made one action or more.
    case mapped
    /// No action applied, and the mapping says that this is as it should be.
    case ignored
    /// No action applied, and the mapping keeps such events for a person.
    case held
    /// The mapping failed; nothing was sent.
    case unmapped
    /// An authentic request whose body is not what it says. Answered 400, kept with its reason.
    case unreadable
}
