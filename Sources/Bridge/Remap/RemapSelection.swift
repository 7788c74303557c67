internal import Domain

/// Which kept events are to be mapped again.
enum RemapSelection: Equatable, Sendable {
    /// These, in this order.
    case events([EventID])
    /// Those in a state, oldest first.
    case all(EventState, source: SourceName?, since: Timestamp?)

    /// States that a bulk remap takes: a body that cannot be read today cannot be read tomorrow.
    static let states: [EventState] = [.unmapped, .held, .ignored, .mapped]
}
