internal import Domain
internal import Forwarding
internal import HTTP1
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings
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
        do {
            writer = try LedgerWriter(
                path: configuration.database,
                clock: Self.now,
                recordedBell: recorded,
                settledBell: due,
                upkeepChanged: { trouble in
                    if let trouble {
                        log.error("the ledger takes events, but only grows", .reason(trouble.description))
                    } else {
                        log.info("the ledger is kept up again")
                    }
                }
            )
            try writer.write(DaemonRecord(pid: Process.identifier, startedAt: Self.now(), version: Version.text))
        } catch {
            throw StartError(error.description)
        }
        var reloader = MappingReloader(folder: configuration.mappings, secrets: secrets.values)
        library = MappingLibrary(try Self.sources(configuration, &reloader))
        alerts = try Self.alerts(configuration, secrets, library.current, log)
        writer.write(library.current.values.map { MappingRecord($0) })
        writer.keep(configuration.retention.policy)
        let (library, writer, counters, alerts) = (self.library, self.writer, self.counters, self.alerts)
        let limits = try Self.limits(configuration, log)
        intake = try StartError.wrapping { () throws(SystemError) in
            try HTTPServer(
                listeners: inherited.isEmpty ? Self.bind(configuration.listen) : inherited,
                limits: limits,
                doorbell: recorded,
                handler: Receiver(
                    library: library,
                    writer: writer,
                    dueBell: due,
                    counters: counters,
                    trustedProxies: TrustedProxies(configuration.trustedProxies),
                    limits: IntakeLimits(body: limits.body),
                    log: log,
                    now: Self.now
                ),
                log: log
            )
        }
        forwarder = Forwarder(
            Forwarder.Surroundings(
                ledger: configuration.database,
                writer: writer,
                doorbell: due,
                version: Version.text,
                log: log,
                stateChanged: { alerts?.note($0) },
                deadCounted: { alerts?.note(Alert(dead: $1, of: $0, at: Self.now())) }
            ),
            projects: configuration.projects.map { $0.settings(secrets) },
            delivery: configuration.deliverySettings
        )
        mappings = try StartError.wrapping { () throws(SystemError) in
            try MappingWatch(
                folder: configuration.mappings,
                ledger: configuration.database,
                library: library,
                reloader: reloader,
                recent: Self.trialEvents(ledger: configuration.database),
                writer: writer,
                dueBell: due,
                alerts: alerts,
                log: log,
                now: Self.now
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

    /// nil when nobody is to be told; knows what was told before the start, which the ledger still says.
    private static func alerts(
        _ configuration: Configuration,
        _ secrets: SecretSources,
        _ sources: [SourceName: LoadedSource],
        _ log: Log
    ) throws(StartError) -> Alerts? {
        let authorities = configuration.delivery.authorities
        guard let settings = try configuration.alerts.settings(secrets, authorities: authorities) else { return nil }
        let alerts = try StartError.wrapping { () throws(SystemError) in
            try Alerts(settings, version: Version.text, log: log)
        }
        do {
            let reader = try LedgerReader(path: configuration.database)
            for record in try reader.projectRecords() { alerts.remember(record) }
            for (project, count) in try reader.deadCounts() {
                alerts.remember(Alert(dead: count, of: project, at: now()))
            }
            let wereBroken = Set(try reader.status().mappings.filter { $0.broken != nil }.map(\.source))
            for source in sources.values {
                guard let reason = source.broken else { continue }
                let alert = Alert(brokenMapping: source.name, reason, at: now())
                if wereBroken.contains(source.name) { alerts.remember(alert) } else { alerts.note(alert) }
            }
        } catch {
            throw StartError(error.description)
        }
        return alerts
    }

    /// The limits of the public listeners, with no more connections than this process may have descriptors for.
    private static func limits(_ configuration: Configuration, _ log: Log) throws(StartError) -> HTTPLimits {
        var limits = configuration.limits.http
        let need = DescriptorNeed(connections: limits.connections, projects: configuration.projects)
        let allowed = try StartError.wrapping { () throws(SystemError) in try DescriptorLimit.raise(to: need.total) }
        limits.connections = need.connections(of: allowed)
        if limits.connections < configuration.limits.connections {
            let hint = "raise the hard limit of open files to \(need.total)"
            log.warning("too few descriptors for limits.connections", .count(limits.connections), .hint(hint))
        }
        return limits
    }

    private static func bind(_ addresses: [String]) throws(SystemError) -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        for address in addresses.compactMap({ ListenAddress($0) }) {
            sockets.append(try ListeningSocket(binding: address))
        }
        return sockets
    }

    private static let now: @Sendable () -> Timestamp = { Timestamp(microseconds: Clock.realtimeMicroseconds()) }

    /// What the folder of the mappings serves at the start.
    private static func sources(
        _ configuration: Configuration,
        _ reloader: inout MappingReloader
    ) throws(StartError) -> [SourceName: LoadedSource] {
        let kept: [KeptMapping]
        do {
            kept = try LedgerReader(path: configuration.database).keptMappings()
        } catch {
            throw StartError(error.description)
        }
        do {
            return try reloader.start(from: kept, at: now(), recent: trialEvents(ledger: configuration.database))
        } catch  where error.isNotFound {
            // It is watched for, so that the first mapping can be written while the daemon runs.
            return [:]
        } catch {
            throw StartError("the mappings cannot be read: \(error); set `mappings` to the folder of the mapping files")
        }
    }

    /// Reads what a mapping is tried over.
    ///
    /// A connection for each candidate: edits are rare, and nothing is held open between.
    private static func trialEvents(ledger: String) -> MappingReloader.RecentEvents {
        { source throws(LedgerError) in
            let reader = try LedgerReader(path: ledger)
            var events: [StoredEvent] = []
            for id in try reader.newestEvents(of: source, count: MappingReloader.trialLength) {
                if let event = try reader.storedEvent(id) { events.append(event) }
            }
            return events
        }
    }

    /// What the admin listener takes: a few readers of this machine.
    private static var adminLimits: HTTPLimits {
        var limits = HTTPLimits()
        limits.connections = 64
        limits.body = 1 << 10
        return limits
    }

    /// The admin listener; nil when it is off, or when its default address is taken by someone else.
    private static func admin(
        _ configuration: Configuration,
        intake: ServerCounters,
        _ events: IntakeCounters,
        _ attempts: AttemptCounters,
        _ writer: LedgerWriter,
        _ log: Log
    ) throws(StartError) -> HTTPServer? {
        guard configuration.admin != "off", let address = ListenAddress(configuration.admin) else { return nil }
        let handler = AdminHandler(
            ledger: configuration.database,
            writer: writer,
            metrics: Metrics(server: intake, events: events, attempts: attempts),
            now: now
        )
        do {
            return try HTTPServer(addresses: [address], limits: adminLimits, handler: handler, log: log)
        } catch {
            guard !configuration.adminIsChosen else {
                throw StartError("\(error); set `admin` to another address, or off")
            }
            log.warning("no admin listener", .address(configuration.admin), .reason(error.reason))
            return nil
        }
    }
}
