/// What one server takes, and how long it waits.
package struct HTTPLimits: Sendable {
    /// The longest body in bytes, declared or sent in chunks: 413 beyond.
    package var body = 1 << 20
    /// The longest head in bytes, request line included, and the longest trailers: 431 beyond, or 414 when the
    /// request line alone is longer.
    package var headerBytes = 16 << 10
    /// The most header fields: 431 beyond.
    package var headerCount = 100
    /// Connections open at a time.
    ///
    /// One more closes the connection that has been idle longest; if none is idle, it is answered 503 and closed.
    package var connections = 10_000
    /// Requests given to the handler and not answered yet: 503 beyond.
    package var requestsInHand = 10_000
    /// Bytes of memory that may be held for all connections together: requests that are still coming in, heads of those
    /// in hand and what was sent ahead, `freeBytes` of each connection not counted; never less than twice `body`.
    ///
    /// Beyond, the large request that has been coming in for longest is answered 503.
    package var heldBytes = 64 << 20
    /// From the first byte of a head to its last: 408 beyond.
    package var headerTimeout = Timeout.seconds(10)
    /// From the end of a head, or of the `100 Continue` that it asked for, to the last byte of its body: 408 beyond.
    package var bodyTimeout = Timeout.seconds(30)
    /// Between requests, silently closed beyond; and for the peer to take an answer.
    package var idleTimeout = Timeout.seconds(75)
    /// For the peer to close its side after the last answer.
    package var lingerTimeout = Timeout.seconds(3)
    /// From `stop` until connections that still have a request in hand are cut.
    package var drainTimeout = Timeout.seconds(10)
    /// From `stop` until connections that have never sent a byte are closed, if they were accepted as recently before:
    /// their requests may be on the way.
    package var firstByteTimeout = Timeout.seconds(3)

    package init() {}

    /// What each connection may hold without being counted, so that large requests cannot crowd out small ones.
    ///
    /// All connections together may hold as much again as `heldBytes`, or 1 KiB each.
    var freeBytes: Int { min(max(1 << 10, heldBytes / connections), 16 << 10) }
    /// The most bytes of a refused body that are read and dropped, so that its connection can be kept.
    static let droppedBody = 64 << 10
    /// The most bytes that are read and dropped after the last answer.
    static let lingerBytes = 64 << 20
    /// Empty lines passed over before a request line (RFC 9112, section 2.2).
    static let emptyLines = 4
    /// The longest method looked at; longer ones are 501 (RFC 9112, section 3).
    static let methodLength = 32
    /// The longest line with a chunk's size, extensions included.
    static let chunkLine = 256
    /// What chunks may carry besides their data, beyond 16 bytes and twice the data each.
    static let chunkOverhead = 16 << 10
}
