import Domain
import Linux

@testable import Forwarding
@testable import Ledger

/// A writer on its thread, and a forwarder's loop that is turned by hand.
final class SimulatedDaemon {
    let writer: LedgerWriter
    private let bell: Doorbell
    private let mailbox: Mailbox
    /// nil once it has ended.
    private var loop: ForwarderLoop?

    private final class Mailbox {
        var mail = Forwarder.Mail()
    }

    init(ledger: String, clock: ManualClock, draw: @escaping @Sendable () -> Draw) throws {
        bell = try Doorbell()
        writer = try LedgerWriter(
            path: ledger,
            clock: { clock.writersTime },
            recordedBell: Doorbell(),
            handoverBell: bell
        )
        let mailbox = Mailbox()
        self.mailbox = mailbox
        loop = try ForwarderLoop(
            Forwarder.Surroundings(
                ledger: ledger,
                writer: writer,
                doorbell: bell,
                version: "test",
                log: Log(level: .error, format: .text, descriptor: -1),
                clock: { clock.now },
                draw: draw
            ),
            counters: AttemptCounters()
        ) {
            defer { mailbox.mail = Forwarder.Mail(stopWithin: mailbox.mail.stopWithin) }
            return mailbox.mail
        }
    }

    /// How many requests are on their way.
    var inFlight: Int { loop?.inFlight ?? 0 }

    /// The projects that a forward may go out to at once.
    func open(at now: Moment) -> [ProjectName] {
        loop?.flows.filter { flow in
            switch flow.gate.admission(at: now) {
            case .open, .probe: true
            case .closed: false
            }
        }.map(\.settings.name) ?? []
    }

    func reload(_ projects: [ProjectSettings], _ delivery: DeliverySettings) {
        mailbox.mail.projects = projects
        mailbox.mail.delivery = delivery
    }

    /// One turn, which waits for nothing.
    @discardableResult
    func turn() -> Bool {
        bell.ring()
        return loop?.turn() ?? false
    }

    /// Ends as it does for a signal, and waits for no answer.
    func stop() {
        mailbox.mail.stopWithin = .zero
        while turn() {}
        loop?.end()
        kill()
    }

    /// Ends without another word to the ledger from the forwarder.
    func kill() {
        guard loop != nil else { return }
        loop = nil
        writer.stop()
    }
}
