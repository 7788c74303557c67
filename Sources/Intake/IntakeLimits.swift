/// How much may wait for the ledger before senders are asked to come back.
package struct IntakeLimits: Sendable {
    /// Events in all: 503 beyond.
    ///
    /// At the slowest rate measured (two thousand rows a second on a ledger of millions) it is a wait of two seconds.
    package var events = 4_096
    /// Events of one source: 429 beyond, so that one that sends a flood leaves room for the others.
    package var eventsOfOneSource = 3_072
    /// Bytes in all, of bodies and what they became: 503 beyond; one event is always let in.
    package var bytes = 64 << 20

    package init() {}

    /// - Parameter body: the longest body in bytes: two of them always find room, so that one keeps nobody out.
    package init(body: Int) {
        bytes = max(bytes, 2 * body)
    }
}
