internal import Domain
internal import Forwarding
internal import HTTP1
internal import Intake
internal import Ledger
internal import Synchronization

/// The daemon's figures as OpenMetrics 1.0 text.
struct Metrics: Sendable {
    private let server: ServerCounters
    private let events: IntakeCounters
    private let attempts: AttemptCounters

    init(server: ServerCounters, events: IntakeCounters, attempts: AttemptCounters) {
        self.server = server
        self.events = events
        self.attempts = attempts
    }

    static func response(_ text: String) -> HTTPResponse {
        let type = "application/openmetrics-text; version=1.0.0; charset=utf-8"
        return HTTPResponse(status: 200, fields: [HTTPField("Content-Type", type)], body: Array(text.utf8))
    }

    /// The text of a scrape.
    ///
    /// - Parameters:
    ///   - takesEvents: whether the last events went onto the disk.
    ///   - summary: nil when the ledger cannot be read: what is counted in it is then left out.
    func text(takesEvents: Bool, _ summary: StatusSummary?) -> String {
        var text = ""
        func family(_ name: String, _ type: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
            text += "# TYPE \(name) \(type)\n# HELP \(name) \(help)\n"
            let suffix = type == "counter" ? "_total" : ""
            for sample in samples { text += "\(name)\(suffix)\(sample.labels) \(sample.value)\n" }
        }
        family(
            "funnelbridge_connections",
            "gauge",
            "Connections open at the public listeners.",
            [("", server.open.load(ordering: .relaxed))]
        )
        family(
            "funnelbridge_requests",
            "counter",
            "Requests to hooks since the start, by what became of them.",
            sorted(events.snapshot, label: "result")
        )
        family(
            "funnelbridge_refusals",
            "counter",
            "Requests refused by the protocol since the start, by reason.",
            sorted(
                Dictionary(uniqueKeysWithValues: server.refusals.map { ($0.key.rawValue, $0.value) }),
                label: "reason"
            )
        )
        family(
            "funnelbridge_attempts",
            "counter",
            "Attempts to forward since the start, by outcome.",
            sorted(attempts.byOutcome, label: "outcome")
        )
        family(
            "funnelbridge_ledger_takes_events",
            "gauge",
            "1 while events can be kept, 0 while senders are told to come again.",
            [("", takesEvents ? 1 : 0)]
        )
        if let summary { addLedger(summary, family) }
        return text + "# EOF\n"
    }

    private typealias Family = (
        _ name: String, _ type: String, _ help: String, _ samples: [(labels: String, value: Int)]
    ) -> Void

    private func addLedger(_ summary: StatusSummary, _ family: Family) {
        family(
            "funnelbridge_ledger_is_kept_up",
            "gauge",
            "1 while the ledger's log is copied and old rows are pruned, 0 while it only grows.",
            [("", summary.upkeepTrouble == nil ? 1 : 0)]
        )
        family(
            "funnelbridge_events",
            "gauge",
            "Events in the ledger, by state.",
            EventState.allCases.map { (Self.labels(["state": $0.rawValue]), summary.events[$0, default: 0]) }
        )
        family(
            "funnelbridge_forwards",
            "gauge",
            "Forwards in the ledger, by project and state.",
            summary.projects.flatMap { project in
                ForwardState.Name.allCases.map { state in
                    let count = project.actions.reduce(0) { $0 + $1.counts[state, default: 0] }
                    return (Self.labels(["project": project.name.text, "state": state.rawValue]), count)
                }
            }
        )
    }

    private func sorted(_ counts: [String: Int], label: String) -> [(labels: String, value: Int)] {
        counts.sorted { $0.key < $1.key }.map { (Self.labels([label: $0.key]), $0.value) }
    }

    /// All values are names of ours or of the configuration, which hold nothing that would need an escape.
    private static func labels(_ pairs: KeyValuePairs<String, String>) -> String {
        "{" + pairs.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",") + "}"
    }
}
