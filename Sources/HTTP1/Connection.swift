internal import Linux

/// A connection of the server: its socket, its machine, and what has arrived and is not used up.
final class Connection {
    let socket: StreamSocket
    let slot: Int
    var machine: ConnectionMachine
    /// Bytes that arrived and wait: the beginning of a head, or a request sent ahead.
    ///
    /// Takes no memory while empty.
    var leftover: [UInt8] = []
    /// Whether there may be more to read: the poller reports a change once, so it must be remembered.
    var mayHaveBytes = false
    /// Whether the peer has ended, so that a short read is not the last one.
    var peerEnds = false
    /// The memory that its requests take.
    var heldBytes = 0
    /// Whether it has ever sent a byte.
    var hasBegun = false
    /// The request the handler has; nil when it has none.
    var exchange: ExchangeID?
    /// Whether it waits in the server's list of connections to be looked at.
    var isQueued = false

    init(socket: consuming StreamSocket, slot: Int, limits: HTTPLimits) {
        self.socket = socket
        self.slot = slot
        machine = ConnectionMachine(limits: limits)
    }
}
