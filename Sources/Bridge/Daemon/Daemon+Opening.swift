internal import Domain
internal import Forwarding
internal import HTTP1
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings

/// What a daemon is put together from: each piece opened by what the configuration says of it.
extension Daemon {
    /// nil when nobody is to be told.
    static func alerts(
        _ configuration: Configuration,
        _ secrets: SecretSources,
        _ log: Log
    ) throws(StartError) -> Alerts? {
        let authorities = configuration.delivery.authorities
        guard let settings = try configuration.alerts.settings(secrets, authorities: authorities) else { return nil }
        return try StartError.wrapping { () throws(SystemError) in
            try Alerts(settings, version: Version.text, log: log)
        }
    }

    /// The writer of the ledger, which is made where it is missing; alerts and the log are told of its troubles.
    static func writer(
        _ configuration: Configuration,
        recordedBell: Doorbell,
        handoverBell: Doorbell,
        _ alerts: Alerts?,
        _ log: Log
    ) throws(StartError) -> LedgerWriter {
        do {
            return try LedgerWriter(
                path: configuration.database,
                clock: Timestamp.now,
                recordedBell: recordedBell,
                handoverBell: handoverBell,
                refusalChanged: { alerts?.note(Alert(refusal: $0?.description, at: .now())) },
                upkeepChanged: { trouble in
                    alerts?.note(Alert(growth: trouble, at: .now()))
                    if let trouble {
                        log.error("the ledger takes events, but only grows", .reason(trouble.description))
                    } else {
                        log.info("the ledger is kept up again")
                    }
                }
            )
        } catch {
            throw StartError(error.description)
        }
    }

    /// Has the alerts know what stood before the start, which the ledger and its lock still say.
    static func rememberTold(
        by alerts: Alerts,
        _ configuration: Configuration,
        _ sources: [SourceName: LoadedSource],
        lastRefusal: String?
    ) throws(StartError) {
        if let lastRefusal {
            alerts.remember(Alert(refusal: lastRefusal, at: .now()))
            // It was opened, and if nothing can be written to it nonetheless, the start fails.
            alerts.note(Alert(refusal: nil, at: .now()))
        }
        do {
            let reader = try LedgerReader(path: configuration.database)
            // A project that is configured no more, and for which nothing waits, is nobody's business.
            let pending = try reader.pendingCounts()
            for record in try reader.projectRecords()
            where configuration.project(record.project) != nil || pending[record.project] != nil {
                alerts.remember(record, at: .now())
            }
            for (project, count) in try reader.deadCounts() {
                alerts.remember(Alert(dead: count, of: project, at: .now()))
            }
            let wereBroken = Set(try reader.status().mappings.filter { $0.broken != nil }.map(\.source))
            for source in sources.values {
                let broken = Alert(brokenMapping: source.name, source.broken ?? "", at: .now())
                if wereBroken.contains(source.name) { alerts.remember(broken) }
                // Of one that was not broken, nobody is told that it runs.
                let mended = Alert(mapping: source.name, "running", isProblem: false, "is mended", at: .now())
                alerts.note(source.broken == nil ? mended : broken)
            }
        } catch {
            throw StartError(error.description)
        }
    }

    /// The public listeners: those that `inherited` holds, or else those of `listen`.
    static func intake(
        _ configuration: Configuration,
        _ inherited: [ListeningSocket],
        doorbell: Doorbell,
        _ library: MappingLibrary,
        _ writer: LedgerWriter,
        _ counters: IntakeCounters,
        _ log: Log
    ) throws(StartError) -> HTTPServer {
        let limits = try limits(configuration, log)
        let listeners = inherited.isEmpty ? try bind(configuration.listen) : inherited
        return try StartError.wrapping { () throws(SystemError) in
            try HTTPServer(
                listeners: listeners,
                limits: limits,
                doorbell: doorbell,
                handler: Receiver(
                    library: library,
                    writer: writer,
                    counters: counters,
                    trustedProxies: TrustedProxies(configuration.trustedProxies),
                    limits: IntakeLimits(body: limits.body),
                    log: log,
                    now: Timestamp.now
                ),
                log: log
            )
        }
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

    private static func bind(_ addresses: [String]) throws(StartError) -> [ListeningSocket] {
        try StartError.listening(at: "`listen`") { () throws(SystemError) in
            var sockets: [ListeningSocket] = []
            for address in addresses.compactMap({ ListenAddress($0) }) {
                sockets.append(try ListeningSocket(binding: address))
            }
            return sockets
        }
    }

    /// What the folder of the mappings serves at the start.
    static func sources(
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
            return try reloader.start(from: kept, at: .now(), recent: trialEvents(ledger: configuration.database))
        } catch  where error.isNotFound {
            // It is watched for, so that the first mapping can be written while the daemon runs.
            return [:]
        } catch {
            throw StartError(mappings: error)
        }
    }

    /// Reads what a mapping is tried over.
    ///
    /// A connection for each candidate: edits are rare, and nothing is held open between.
    static func trialEvents(ledger: String) -> MappingReloader.RecentEvents {
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
    static func admin(
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
            now: Timestamp.now
        )
        do {
            return try HTTPServer(addresses: [address], limits: adminLimits, handler: handler, log: log)
        } catch {
            guard !configuration.adminIsChosen else {
                throw StartError(error.listeningText("`admin`") + ", or set it to off")
            }
            log.warning("no admin listener", .address(configuration.admin), .reason(error.reason))
            return nil
        }
    }
}
