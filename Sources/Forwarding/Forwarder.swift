package import Domain
package import Ledger
package import Linux
internal import Synchronization

/// Carries what is owed from the ledger to its projects, on one thread of its own.
///
/// Takes from the ledger what is due, a page at a time, sends it, and hands the outcomes to the writer. Sending is at
/// least once: what a crash leaves between an answer and its record is sent again, the same bytes, which the
/// destination refuses as a duplicate.
package final class Forwarder: Sendable {
    /// What other threads leave for the forwarder's.
    struct Mail {
        var projects: [ProjectSettings]?
        var delivery: DeliverySettings?
        /// How long the drain may take; nil: go on.
        var stopWithin: Interval?
    }

    /// All that the forwarder is given.
    package struct Surroundings: Sendable {
        /// The ledger's path: it is read over a connection of the forwarder's own.
        package var ledger: String
        package var writer: LedgerWriter
        /// Rung when there is new work, and by the writer when outcomes are on disk.
        package var doorbell: Doorbell
        /// The program's version, for the User-Agent.
        package var version: String
        package var log: Log
        package var clock: @Sendable () -> Moment
        package var draw: @Sendable () -> Draw
        /// Told on the forwarder's thread of each change of a project's state; must not block.
        package var stateChanged: @Sendable (ProjectRecord) -> Void
        /// Told on the forwarder's thread when more or fewer forwards of a project are dead than at the last look, or at
        /// the start; must not block.
        package var deadCounted: @Sendable (ProjectName, Int) -> Void

        package init(
            ledger: String,
            writer: LedgerWriter,
            doorbell: Doorbell,
            version: String,
            log: Log,
            clock: @escaping @Sendable () -> Moment = Forwarder.kernelClock,
            draw: @escaping @Sendable () -> Draw = { Draw(numerator: .random(in: .min ... .max)) },
            stateChanged: @escaping @Sendable (ProjectRecord) -> Void = { _ in },
            deadCounted: @escaping @Sendable (ProjectName, Int) -> Void = { _, _ in }
        ) {
            self.ledger = ledger
            self.writer = writer
            self.doorbell = doorbell
            self.version = version
            self.log = log
            self.clock = clock
            self.draw = draw
            self.stateChanged = stateChanged
            self.deadCounted = deadCounted
        }
    }

    /// How many attempts ended in which outcome.
    package let counters = AttemptCounters()

    private let surroundings: Surroundings
    private let mail: Mutex<Mail>

    package init(_ surroundings: Surroundings, projects: [ProjectSettings], delivery: DeliverySettings) {
        self.surroundings = surroundings
        mail = Mutex(Mail(projects: projects, delivery: delivery))
    }

    /// Sends on the calling thread until `stop`.
    ///
    /// - Throws: `LedgerError` when the ledger cannot be opened for reading.
    package func run() throws(LedgerError) {
        let loop = try ForwarderLoop(surroundings, counters: counters) { self.takeMail() }
        loop.run()
    }

    /// Takes new settings, and probes at once what does not flow.
    ///
    /// May be called from any thread.
    package func reload(projects: [ProjectSettings], delivery: DeliverySettings) {
        mail.withLock { mail in
            mail.projects = projects
            mail.delivery = delivery
        }
        surroundings.doorbell.ring()
    }

    /// Has `run` begin nothing more, finish what is in hand, and return.
    ///
    /// What is not finished within `limit` is given up and stays pending. May be called from any thread.
    package func stop(within limit: Interval = .seconds(10)) {
        mail.withLock { $0.stopWithin = limit }
        surroundings.doorbell.ring()
    }

    /// All that was left since the last time; a stop stays.
    private func takeMail() -> Mail {
        mail.withLock { mail in
            let taken = mail
            mail = Mail(stopWithin: mail.stopWithin)
            return taken
        }
    }

    /// The kernel's clocks.
    package static let kernelClock: @Sendable () -> Moment = {
        Moment(
            time: Timestamp(microseconds: Clock.realtimeMicroseconds()),
            steady: Timestamp(microseconds: Clock.monotonicMicroseconds())
        )
    }
}
