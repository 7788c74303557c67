internal import Domain
internal import Forwarding
internal import HTTP1
internal import Intake
internal import Ledger
internal import Linux
internal import Synchronization

/// The rooms joined: intake, ledger and forwarding, each on threads of its own.
final class Daemon: Sendable {
    private let configuration: Configuration
    private let secrets: SecretSources
    private let log: Log
    private let library: MappingLibrary
    private let writer: LedgerWriter
    private let counters: IntakeCounters
    private let intake: HTTPServer
    private let admin: HTTPServer?
    private let forwarder: Forwarder
    private let mappings: MappingWatch
    private let alerts: Alerts?
    private let threads = Mutex<[NamedThread]>([])

    /// Where the public listeners are, ports chosen by the kernel filled in.
    var addresses: [ListenAddress] { intake.addresses }
    /// nil when there is none.
    var adminAddress: ListenAddress? { admin?.addresses.first }
    /// What the mappings' folder serves.
    var sources: [LoadedSource] { library.current.values.sorted { $0.name < $1.name } }

    /// Opens everything; nothing is accepted or sent before `start`.
    ///
    /// - Parameter inherited: listening sockets handed over by systemd, which then stand in the place of `listen`.
    /// - Throws: the first thing that is in the way.
    init(
        configuration: Configuration,
        secrets: SecretSources,
        inherited: [ListeningSocket] = [],
        log: Log
    ) throws(StartError) {
        self.configuration = configuration
        self.secrets = secrets
        self.log = log
        counters = IntakeCounters()
        let recorded = try StartError.wrapping { () throws(SystemError) in try Doorbell() }
        let due = try StartError.wrapping { () throws(SystemError) in try Doorbell() }
        alerts = try Self.alerts(configuration, secrets, log)
        let alerts = alerts
        let lastRefusal: String?
        do {
            lastRefusal = try LedgerReader.lastRefusal(path: configuration.database)
        } catch {
            throw StartError(error.description)
        }
        writer = try Self.writer(configuration, recordedBell: recorded, handoverBell: due, alerts, log)
        var reloader = MappingReloader(folder: configuration.mappings, secrets: secrets.values)
        library = MappingLibrary(try Self.sources(configuration, &reloader))
        if let alerts { try Self.rememberTold(by: alerts, configuration, library.current, lastRefusal: lastRefusal) }
        writer.write(library.current.values.map { MappingRecord($0) })
        do {
            // Waits for the disk, so that `status` knows the mappings, too, from the moment someone is listened to.
            try writer.write(DaemonRecord(pid: Process.identifier, startedAt: .now(), version: Version.text))
        } catch {
            throw StartError(error.description)
        }
        writer.keep(configuration.retention)
        intake = try Self.intake(configuration, inherited, doorbell: recorded, library, writer, counters, log)
        forwarder = Forwarder(
            Forwarder.Surroundings(
                ledger: configuration.database,
                writer: writer,
                doorbell: due,
                version: Version.text,
                log: log,
                stateChanged: { alerts?.note($0) },
                deadCounted: { alerts?.note(Alert(dead: $1, of: $0, at: .now())) }
            ),
            projects: configuration.projects.map { $0.settings(secrets) },
            delivery: configuration.deliverySettings
        )
        let (library, writer) = (self.library, self.writer)
        mappings = try StartError.wrapping { () throws(SystemError) in
            try MappingWatch(
                folder: configuration.mappings,
                ledger: configuration.database,
                library: library,
                reloader: reloader,
                recent: Self.trialEvents(ledger: configuration.database),
                writer: writer,
                alerts: alerts,
                log: log,
                now: Timestamp.now
            )
        }
        admin = try Self.admin(configuration, intake: intake.counters, counters, forwarder.counters, writer, log)
    }

    /// Begins to accept and to send.
    func start() {
        var started = [NamedThread("intake") { [intake] in intake.run() }]
        if let admin { started.append(NamedThread("admin") { admin.run() }) }
        started.append(
            NamedThread("forwarder") { [forwarder, log] in
                do throws(LedgerError) {
                    try forwarder.run()
                } catch {
                    // Events go on being received and kept: they are sent after the next start.
                    log.error("forwarding ends", .reason(error.description))
                }
            }
        )
        started.append(
            NamedThread("mappings") { [mappings, log] in
                do throws(SystemError) {
                    try mappings.run()
                } catch {
                    // What runs goes on.
                    log.error("mappings are not watched", .reason(error.description))
                }
            }
        )
        if let alerts { started.append(NamedThread("alerts") { alerts.run() }) }
        threads.withLock { $0 = started }
    }

    /// Stops accepting, finishes what is in hand, and closes the ledger.
    func stop() {
        intake.stop()
        admin?.stop()
        mappings.stop()
        forwarder.stop()
        alerts?.stop()
        for thread in threads.withLock({ $0 }) { thread.join() }
        writer.stop()
    }

    /// Cuts what `stop` would still finish: what was answered is on disk.
    func hurry() {
        intake.stop()
        admin?.stop()
        forwarder.stop(within: .zero)
        alerts?.hurry()
    }

    /// Reads mappings, secrets, credentials and the address of alerts again, the mappings on their thread: the log says
    /// when that is done.
    func reload() {
        forwarder.reload(
            projects: configuration.projects.map { $0.settings(secrets) },
            delivery: configuration.deliverySettings
        )
        reloadAlerts()
        mappings.reload()
    }

    private func reloadAlerts() {
        guard let alerts else { return }
        do throws(StartError) {
            let authorities = configuration.delivery.authorities
            guard let settings = try configuration.alerts.settings(secrets, authorities: authorities) else { return }
            alerts.reload(settings)
        } catch {
            log.error("alerts go on to their last address", .reason(error.description))
        }
    }
}
