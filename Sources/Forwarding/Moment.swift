package import Domain

/// Now, on two clocks.
package struct Moment: Equatable, Sendable {
    /// What people and the ledger go by; steps when someone sets the clock.
    package let time: Timestamp
    /// Counted from some fixed moment and never stepping back: for waits.
    package let steady: Timestamp

    package init(time: Timestamp, steady: Timestamp) {
        self.time = time
        self.steady = steady
    }

    /// The time for people that a moment of the steady clock will have.
    func time(of steady: Timestamp) -> Timestamp {
        time.adding(steady.since(self.steady))
    }
}
