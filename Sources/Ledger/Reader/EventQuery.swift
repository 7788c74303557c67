package import Domain

/// Which events a list shows.
package struct EventQuery: Equatable, Sendable {
    /// A state that an event has, or that one of its forwards has.
    package enum State: Equatable, Sendable {
        case event(EventState)
        case forward(ForwardState.Name)

        /// The state that `word` names, or nil; the two kinds have no word in common.
        package init?(_ word: String) {
            if let state = EventState(rawValue: word) {
                self = .event(state)
            } else if let state = ForwardState.Name(rawValue: word) {
                self = .forward(state)
            } else {
                return nil
            }
        }
    }

    package var state: State?
    package var source: SourceName?
    /// Received at this moment or later.
    package var since: Timestamp?
    /// Older than this event: the last one of the page before.
    package var before: EventID?
    package var limit: Int

    package init(
        state: State? = nil,
        source: SourceName? = nil,
        since: Timestamp? = nil,
        before: EventID? = nil,
        limit: Int
    ) {
        self.state = state
        self.source = source
        self.since = since
        self.before = before
        self.limit = limit
    }

    /// The ids that `since` and `before` leave.
    var range: EventRange {
        EventRange(
            from: since.map { EventID(at: $0, after: nil).number } ?? 0,
            to: before.map { $0.number - 1 } ?? .max
        )
    }
}
