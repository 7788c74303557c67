package import Domain

/// How long the ledger keeps what has come to an end; nil keeps it for ever.
package struct RetentionPolicy: Equatable, Sendable {
    /// Bodies and requests of events that want nobody any more, from receipt.
    ///
    /// Held and unmapped events keep theirs: they cannot be mapped again without.
    package var bodies: Interval?
    /// Events whose forwards are all delivered, duplicate or discarded, or that have none, from receipt.
    package var delivered: Interval?
    /// Events with a dead forward and none pending, from receipt.
    package var dead: Interval?
    /// How many unreadable events are kept, the newest.
    package let unreadable: Int

    package init(bodies: Interval?, delivered: Interval?, dead: Interval?, unreadable: Int = 1_000) {
        self.bodies = bodies
        self.delivered = delivered
        self.dead = dead
        self.unreadable = unreadable
    }
}
