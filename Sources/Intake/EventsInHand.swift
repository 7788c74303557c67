internal import Domain
internal import HTTP1

/// The events given to the writer whose replies are not there yet: what back-pressure goes by.
struct EventsInHand {
    struct Event {
        let source: SourceName
        /// The memory that the event takes.
        let bytes: Int
        /// What to answer once the event is on disk, where that is not the usual 200.
        let answer: HTTPResponse?
    }

    /// Why another event has to wait.
    enum Objection: Equatable {
        case tooMany
        case tooManyOfThisSource
    }

    private var events: [UInt64: Event] = [:]
    private var counts: [SourceName: Int] = [:]
    private var bytes = 0
    private let limits: IntakeLimits

    init(limits: IntakeLimits) {
        self.limits = limits
    }

    /// nil when there is room.
    ///
    /// - Parameter count: the bytes of the body: what becomes of it is not known yet.
    func objection(to source: SourceName, bytes count: Int) -> Objection? {
        guard events.count < limits.events, bytes == 0 || bytes + count <= limits.bytes else { return .tooMany }
        // Of all events fewer than that, none can have more.
        guard events.count >= limits.eventsOfOneSource else { return nil }
        return counts[source, default: 0] < limits.eventsOfOneSource ? nil : .tooManyOfThisSource
    }

    mutating func add(_ event: Event, ticket: UInt64) {
        precondition(events.updateValue(event, forKey: ticket) == nil, "ticket \(ticket) is given out twice")
        counts[event.source, default: 0] += 1
        bytes += event.bytes
    }

    mutating func remove(ticket: UInt64) -> Event {
        guard let event = events.removeValue(forKey: ticket) else {
            preconditionFailure("a reply to ticket \(ticket), which nobody has")
        }
        bytes -= event.bytes
        guard let place = counts.index(forKey: event.source) else {
            preconditionFailure("an event in hand of a source that has none")
        }
        counts.values[place] -= 1
        // A source that has nothing in hand takes no memory: sources come and go with their files.
        if counts.values[place] == 0 { counts.remove(at: place) }
        return event
    }
}
