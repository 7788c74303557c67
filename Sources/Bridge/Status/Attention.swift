internal import Domain
internal import Ledger

/// What wants a person, each with the command or the place that helps.
enum Attention {
    /// The lines, most urgent first; empty when all is well.
    ///
    /// A circuit that is open and waiting is no person's business: it closes by itself.
    static func lines(for summary: StatusSummary) -> [String] {
        var lines: [String] = []
        if let trouble = summary.trouble { lines.append("nothing is written, and senders get 503: \(trouble)") }
        if let trouble = summary.upkeepTrouble {
            lines.append("events are taken, but the ledger only grows: \(trouble)")
        }
        let pending = summary.forwards[.pending, default: 0]
        if pending > 0, !summary.isDaemonRunning {
            let verb = pending == 1 ? "waits" : "wait"
            lines.append("\(Counted.text(pending, "forward")) \(verb) and no daemon is running: funnelbridge serve")
        }
        for project in summary.projects {
            guard let record = project.record else { continue }
            switch record.state {
            case .paused: lines.append("project \(project.name) is paused: \(record.why ?? "its set-up is wrong")")
            case .noCredentials:
                lines.append("project \(project.name) sends nothing: \(record.why ?? "its id or key is not set")")
            case .sending, .circuitOpen: break
            }
        }
        for mapping in summary.mappings {
            guard let broken = mapping.broken else { continue }
            lines.append("source \(mapping.source): \(broken)")
        }
        let dead = summary.forwards[.dead, default: 0]
        if dead > 0 { lines.append("\(are(dead, "forward")) dead: funnelbridge events list --state dead") }
        for state in [EventState.unmapped, .held, .unreadable] {
            let count = summary.events[state, default: 0]
            guard count > 0 else { continue }
            lines.append("\(are(count, "event")) \(state): funnelbridge events list --state \(state)")
        }
        return lines
    }

    private static func are(_ count: Int, _ noun: String) -> String {
        Counted.text(count, noun) + (count == 1 ? " is" : " are")
    }
}
