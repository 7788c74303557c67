internal import Domain
internal import HTTP1

/// The events given to the writer whose replies are not there yet: what back-pressure goes by.
struct EventsInHand: ~Copyable {
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

    /// How many events of one source there are; shared by them, so that the source's name need not be looked up for each.
    private final class SourceCount {
        let source: SourceName
        var events = 0

        init(of source: SourceName) {
            self.source = source
        }
    }

    private var events: [UInt64: (event: Event, ofSource: SourceCount)] = [:]
    private var counts: [SourceName: SourceCount] = [:]
    /// That of the event added last.
    private var last: SourceCount?
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
        return (counts[source]?.events ?? 0) < limits.eventsOfOneSource ? nil : .tooManyOfThisSource
    }

    mutating func add(_ event: Event, ticket: UInt64) {
        let count = count(of: event.source)
        precondition(events.updateValue((event, count), forKey: ticket) == nil, "ticket \(ticket) is given out twice")
        count.events += 1
        bytes += event.bytes
    }

    mutating func remove(ticket: UInt64) -> Event {
        guard let (event, count) = events.removeValue(forKey: ticket) else {
            preconditionFailure("a reply to ticket \(ticket), which nobody has")
        }
        bytes -= event.bytes
        count.events -= 1
        // A source that has nothing in hand takes no memory: sources come and go with their files.
        if count.events == 0 {
            counts[event.source] = nil
            last = nil
        }
        return event
    }

    private mutating func count(of source: SourceName) -> SourceCount {
        if let last, last.source == source { return last }
        let count = counts[source] ?? SourceCount(of: source)
        counts[source] = count
        last = count
        return count
    }
}
