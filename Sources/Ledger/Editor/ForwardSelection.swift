package import Domain

/// Which forwards a command changes.
package enum ForwardSelection: Equatable, Sendable {
    /// All forwards of these events.
    case events([EventID])
    /// All forwards in a state, whatever their event.
    case all(ForwardState.Name)
}
