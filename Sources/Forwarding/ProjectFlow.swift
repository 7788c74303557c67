internal import Domain

/// One project's stream of forwards: its gate, what is due, and how requests to it are made.
///
/// Belongs to the forwarder's thread.
final class ProjectFlow {
    private(set) var settings: ProjectSettings
    private var delivery: DeliverySettings
    var gate: ProjectGate
    var due: DueForwards
    private var requests: ActionRequest
    private var destination: CurlDestination?
    /// The state that the ledger had of an earlier run.
    private let restored: ProjectState.Name
    private var written: ProjectRecord?

    init(
        _ settings: ProjectSettings,
        _ delivery: DeliverySettings,
        version: String,
        record: ProjectRecord?,
        now: Moment
    ) {
        self.settings = settings
        self.delivery = delivery
        gate = ProjectGate(settings, delivery, record: record, now: now)
        due = DueForwards(project: settings.name, longestWait: delivery.schedule.longestWait)
        requests = ActionRequest(endpoint: settings.endpoint)
        destination = Self.destination(settings, delivery, version)
        restored = record?.state ?? .sending
    }

    deinit {
        destination?.close()
    }

    /// How many forwards are read ahead.
    ///
    /// Enough that none in flight waits for a read, few enough that the largest payloads do not add up.
    var page: Int { gate.state == .sending ? min(64, max(8, settings.concurrency)) : 1 }

    /// Takes new settings; requests on their way end as they began.
    func reload(_ settings: ProjectSettings, _ delivery: DeliverySettings, version: String, now: Moment) {
        if settings != self.settings || delivery != self.delivery {
            self.settings = settings
            self.delivery = delivery
            requests = ActionRequest(endpoint: settings.endpoint)
            destination?.close()
            destination = Self.destination(settings, delivery, version)
        }
        gate.reload(settings, delivery, now: now)
        due.longestWait = delivery.schedule.longestWait
        due.lookAgain()
    }

    /// A prepared request for `forward`; nil without credentials.
    func transfer(for forward: Forward) -> CurlTransfer? {
        guard let transfer = destination?.takeTransfer() else { return nil }
        transfer.prepare(to: requests.address(of: forward.action), payload: forward.payload)
        return transfer
    }

    /// Keeps a handle for the next request, unless it was made for settings that no longer hold.
    func giveBack(_ transfer: CurlTransfer) {
        if transfer.destination === destination { transfer.destination.giveBack(transfer) }
    }

    /// Whether the ledger has been given a state in this run.
    var isWritten: Bool { written != nil }
    /// The state that the ledger has been given last, be it in an earlier run.
    var knownState: ProjectState.Name { written?.state ?? restored }

    /// The project's state for the ledger, if it has changed since the last time.
    func changedRecord(now: Moment) -> ProjectRecord? {
        let record = ProjectRecord(
            project: settings.name,
            state: gate.state.name,
            since: gate.since,
            why: why,
            nextAttempt: gate.nextAttempt(at: now),
            pauses: gate.pauses
        )
        guard written.map({ !Self.reads($0, like: record) }) ?? true else { return nil }
        written = record
        return record
    }

    private var why: String? {
        guard gate.state == .noCredentials else { return gate.state.why }
        guard !settings.missing.isEmpty else {
            return settings.unusableText.map { "\($0): everything is kept until that is mended" } ?? gate.state.why
        }
        let names = settings.missing.joined(separator: " and ")
        return "\(names) \(settings.missing.count == 1 ? "is" : "are") not set: everything is kept until then"
    }

    /// Whether two records say the same, but for what the rounding of clocks makes of one moment.
    private static func reads(_ old: ProjectRecord, like new: ProjectRecord) -> Bool {
        let difference = (old.nextAttempt?.microseconds ?? 0) - (new.nextAttempt?.microseconds ?? 0)
        return old.state == new.state && old.why == new.why && old.since == new.since && old.pauses == new.pauses
            && abs(difference) < 1_000_000
    }

    private static func destination(
        _ settings: ProjectSettings,
        _ delivery: DeliverySettings,
        _ version: String
    ) -> CurlDestination? {
        settings.credentials.map { credentials in
            CurlDestination(
                CurlDestination.Settings(
                    headers: [
                        "Content-Type: application/json", "X-API-KEY: \(credentials.key.text)",
                        "X-PROJECT-ID: \(credentials.id)",
                    ],
                    userAgent: "funnelbridge/\(version)",
                    timeoutMilliseconds: delivery.timeout.inMilliseconds,
                    sharesConnections: settings.endpoint.isSecure,
                    authorities: delivery.authorities,
                    passesOverProxies: CurlProxies.arePassedOver(for: settings.endpoint)
                )
            )
        }
    }
}
