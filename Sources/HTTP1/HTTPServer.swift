package import Linux
internal import Synchronization

/// An HTTP/1.1 server on one thread: one epoll loop that reads, parses, asks the handler and writes.
///
/// `run` is called on the thread that is to do the work; until it returns, the handler and everything not marked
/// otherwise belong to that thread. A request that comes in one piece costs one read, and one write when it is answered.
package final class HTTPServer: @unchecked Sendable {
    // Sendable because: doorbell, counters, addresses and stop are safe from any thread, and all other state is
    // touched by the thread in run alone.

    /// Rung by whoever has an answer ready; the handler's `rung` follows on the server's thread.
    ///
    /// From any thread.
    package let doorbell: Doorbell
    /// From any thread.
    package let counters = ServerCounters()
    /// Where it listens, ports chosen by the kernel filled in.
    ///
    /// From any thread.
    package let addresses: [ListenAddress]

    let limits: HTTPLimits
    let handler: any HTTPHandler
    let log: Log
    let poller: Poller
    let control: Doorbell
    let stops = Atomic<Int>(0)
    var listeners: [ListeningSocket]
    var spare: FileDescriptor?
    /// When it may be logged again that connections are turned away.
    var nextWarning: Int64 = 0
    /// Until when the listeners are not watched, as nothing can be accepted; nil when they are.
    var pauseEnd: Int64?
    var connections = ConnectionTable()
    var deadlines = DeadlineLists()
    /// Connections to be looked at although the poller has nothing to say about them.
    var queue: [Connection] = []
    var sequence: UInt64 = 0
    /// What the requests of all connections take, what of it is beyond `freeBytes` each, and the most in this rush.
    var heldBytes = 0
    var countedBytes = 0
    var peakBytes = 0
    let freeBytes: Int
    var moment: Moment
    /// When connections that still have a request in hand are cut; nil until `stop`.
    var drainEnd: Int64?
    /// When connections that have never sent a byte are closed; nil until `stop`, and once they are.
    var firstByteEnd: Int64?
    let scratch: UnsafeMutableBufferPointer<UInt8>

    /// Prepares everything but accepts nothing before `run`.
    ///
    /// - Parameters:
    ///   - listeners: bound or inherited sockets; connections that come in already wait there.
    ///   - doorbell: the bell that answers are announced by, where another room has made it; nil: a new one.
    ///   - handler: goes over to the thread in `run`.
    /// - Throws: `SystemError` when descriptors are short.
    package init(
        listeners: [ListeningSocket],
        limits: HTTPLimits = HTTPLimits(),
        doorbell: Doorbell? = nil,
        handler: sending any HTTPHandler,
        log: Log
    ) throws(SystemError) {
        precondition(limits.connections < 1 << ExchangeID.slotBits, "no more connections than an exchange can name")
        self.limits = limits
        freeBytes = limits.freeBytes
        self.handler = handler
        self.log = log
        self.listeners = listeners
        addresses = listeners.map(\.address)
        self.doorbell = if let doorbell { doorbell } else { try Doorbell() }
        control = try Doorbell()
        poller = try Poller()
        moment = Self.now(HTTPDate(seconds: 0))
        // Behind the longest unfinished head there is room for a whole read.
        scratch = .allocate(capacity: (64 << 10) + 2 * limits.headerBytes)
        spare = FileDescriptor.spare()
        try poller.add(self.doorbell.number, for: .readable, token: Self.doorbellToken)
        try poller.add(control.number, for: .readable, token: Self.controlToken)
        try watchListeners()
    }

    deinit {
        scratch.deallocate()
    }

    /// Binds and prepares; see above.
    package convenience init(
        addresses: [ListenAddress],
        limits: HTTPLimits = HTTPLimits(),
        doorbell: Doorbell? = nil,
        handler: sending any HTTPHandler,
        log: Log
    ) throws(SystemError) {
        var listeners: [ListeningSocket] = []
        for address in addresses { listeners.append(try ListeningSocket(binding: address)) }
        try self.init(listeners: listeners, limits: limits, doorbell: doorbell, handler: handler, log: log)
    }

    /// Serves on the calling thread until it was stopped and nothing is in hand.
    ///
    /// To be called once.
    package func run() {
        while !isDone {
            let count = poller.wait(milliseconds: longestWait)
            moment = Self.now(moment.date)
            for index in 0..<count { dispatch(poller.event(at: index)) }
            if count == 0, counters.inHand.load(ordering: .relaxed) > 0 { handler.rung(self) }
            expireDeadlines()
            resumeAccepting()
            drain()
            advanceQueued()
        }
        for connection in connections.all { close(connection) }
        listeners = []
    }

    /// Answers a request that the handler kept; on the server's thread only.
    ///
    /// An exchange whose connection is gone, or that was answered before, is passed over.
    package func answer(_ exchange: ExchangeID, _ response: HTTPResponse) {
        guard let connection = connections[slot: exchange.slot], connection.exchange == exchange else { return }
        endExchange(of: connection)
        connection.machine.answer(response, at: moment)
        // The handler may be in the middle of another request: the bytes go out when it has returned.
        enqueue(connection)
    }

    /// Stops accepting, finishes what is in hand within `drainTimeout`, and makes `run` return; called again, cuts
    /// everything at once.
    ///
    /// From any thread, and from a signal handler.
    package func stop() {
        stops.add(1, ordering: .sequentiallyConsistent)
        control.ring()
    }

    static let doorbellToken = UInt64.max
    private static let controlToken = UInt64.max - 1
    static let listenerToken = UInt64.max - 0xFFFF

    /// How long a lost ring of the doorbell can go unnoticed while requests are in hand.
    private static let pollInterval: Int64 = 100_000

    private var isDone: Bool {
        guard let drainEnd else { return false }
        return connections.count == 0 || moment.microseconds >= drainEnd || stops.load(ordering: .relaxed) > 1
    }

    /// In milliseconds, rounded up, so that waking always finds a deadline passed.
    private var longestWait: Int32? {
        guard queue.isEmpty else { return 0 }
        var end = Int64.max
        if let deadline = deadlines.next { end = min(end, deadline) }
        for other in [drainEnd, firstByteEnd, pauseEnd] { end = min(end, other ?? .max) }
        if counters.inHand.load(ordering: .relaxed) > 0 { end = min(end, moment.microseconds + Self.pollInterval) }
        guard end < .max else { return nil }
        return Int32(clamping: max(0, end - Clock.monotonicMicroseconds() + 999) / 1_000)
    }

    private static func now(_ date: HTTPDate) -> Moment {
        let seconds = Clock.realtimeMicroseconds() / 1_000_000
        return Moment(
            microseconds: Clock.monotonicMicroseconds(),
            date: date.seconds == seconds ? date : HTTPDate(seconds: seconds)
        )
    }

    private func dispatch(_ event: PollEvent) {
        switch event.token {
        case Self.doorbellToken:
            doorbell.silence()
            handler.rung(self)
        case Self.controlToken: control.silence()
        case Self.listenerToken...: acceptConnections(on: Int(event.token - Self.listenerToken))
        default:
            guard let connection = connections[event.token] else { return }
            guard !event.isBroken else { return close(connection) }
            if event.isReadable { connection.mayHaveBytes = true }
            if event.isEnded { connection.peerEnds = true }
            advance(connection)
        }
    }

    private func expireDeadlines() {
        while let slot = deadlines.due(at: moment.microseconds) {
            guard let connection = connections[slot: slot] else {
                preconditionFailure("a deadline of slot \(slot), where no connection is")
            }
            connection.machine.timeIsUp(at: moment)
            advance(connection)
        }
    }

    private func advanceQueued() {
        guard !queue.isEmpty else { return }
        let connections = queue
        queue = []
        for connection in connections {
            connection.isQueued = false
            // It may have been closed while it waited.
            if self.connections[slot: connection.slot] === connection { advance(connection) }
        }
    }
}
