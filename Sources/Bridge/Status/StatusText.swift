internal import Domain
internal import Ledger
internal import Linux

/// `status` for a person.
struct StatusText {
    private let summary: StatusSummary
    private let now: Timestamp
    private let style: TextStyle
    private let width: Int?

    /// - Parameter width: columns at which sentences are broken; nil: they are not, for whoever looks for one in a file.
    init(_ summary: StatusSummary, at now: Timestamp, style: TextStyle, width: Int? = nil) {
        self.summary = summary
        self.now = now
        self.style = style
        self.width = width
    }

    var lines: [String] {
        let attention = Attention.lines(for: summary)
        var lines = [headline, ""]
        lines += forwards + [""]
        lines += events
        if !summary.mappings.isEmpty { lines += [""] + mappings }
        lines.append("")
        if attention.isEmpty {
            lines.append(style.good("All is well."))
        } else {
            lines.append(style.warning("Wants your attention:"))
            lines += attention.flatMap(sentence)
        }
        let remarks = Remarks.lines(for: summary, at: now)
        if !remarks.isEmpty { lines += ["", style.bold("Worth a look:")] + remarks.flatMap(sentence) }
        return lines
    }

    /// A sentence in lines of its own, those that go on further in.
    private func sentence(_ text: String) -> [String] {
        guard let width else { return ["  \(text)"] }
        let lines = text.wrapped(to: max(20, width - 4))
        return lines.indices.map { $0 == 0 ? "  \(lines[$0])" : "    \(lines[$0])" }
    }

    private var headline: String {
        guard summary.isDaemonRunning, let daemon = summary.daemon else {
            return style.warning("The daemon is not running.")
        }
        let since = now.since(daemon.startedAt).readable
        return "\(style.good("The daemon is running")): version \(daemon.version), process \(daemon.pid), for \(since)"
    }

    private var forwards: [String] {
        guard !summary.projects.isEmpty else { return [style.bold("Forwards"), "  none yet"] }
        var lines: [String] = []
        for project in summary.projects {
            var title = style.bold("Forwards to \(project.name)")
            if let record = project.record { title += "  \(stateText(record))" }
            lines.append(title)
            // Why it is paused or lacks credentials stands among what wants attention.
            if let why = project.record?.why, project.record?.state == .circuitOpen { lines += sentence(why) }
            if !project.actions.isEmpty {
                var table = Table(["action", "pending", "delivered", "duplicate", "dead"], rightAligned: [1, 2, 3, 4])
                for action in project.actions {
                    let counts = [ForwardState.Name.pending, .delivered, .duplicate, .dead]
                        .map { String(action.counts[$0, default: 0]) }
                    table.add([action.action.text.printable] + counts)
                }
                lines += table.lines(style).map { "  \($0)" }
            } else {
                lines.append("  none yet")
            }
            if let next = project.nextAttempt {
                let wait = next.since(now)
                lines.append("  next attempt \(wait > .zero ? "in \(wait.readable)" : "now")")
            }
            if let error = project.lastError {
                let age = now.since(error.at).readable
                // Most say it themselves: "answered 400".
                let status = error.status.map { error.message.contains("\($0)") ? "" : "status \($0), " } ?? ""
                lines += sentence("last error \(age) ago: \(status)\(error.message.printable)")
            }
        }
        if let oldest = summary.oldestPending {
            let age = now.since(oldest.receivedAt).readable
            lines.append("  oldest pending: received \(age) ago, event \(oldest.event)")
        }
        return lines
    }

    private func stateText(_ record: ProjectRecord) -> String {
        switch record.state {
        case .sending: style.good("sending")
        case .circuitOpen: style.warning("waiting for the destination")
        case .paused: style.bad("paused")
        case .noCredentials: style.bad("no credentials")
        }
    }

    private var events: [String] {
        let counts = EventState.allCases.map { "\(summary.events[$0, default: 0]) \($0.rawValue)" }
        return [style.bold("Events"), "  " + counts.joined(separator: ", ")]
    }

    private var mappings: [String] {
        var table = Table(["source", "version", "loaded", "file"])
        for mapping in summary.mappings {
            let loaded = mapping.loadedAt.map { "\(now.since($0).readable) ago" } ?? "-"
            // Broken since the start, or removed: below, under what wants attention, stands which.
            let version = mapping.version ?? style.bad("none")
            table.add([mapping.source.text, version, loaded, mapping.file])
        }
        return [style.bold("Mappings")] + table.lines(style).map { "  \($0)" }
    }
}
