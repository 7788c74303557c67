internal import Domain
internal import Ledger
internal import Linux

/// Events for a person.
enum EventText {
    static func list(_ events: [EventSummary], style: TextStyle) -> [String] {
        var table = Table(["event", "received", "source", "state", "forwards"])
        for event in events {
            let forwards = counted(event.forwards.map { "\($0.action.text.printable) \(word($0, style))" })
            let rest = event.duplicates > 0 ? ["\(event.duplicates) seen before"] : []
            table.add([
                event.id.description,
                // To the second: a usual line then fits a terminal of 80 columns.
                event.receivedAt.text.dropLast(5) + "Z",
                event.source.text,
                painted(event.state, style),
                (forwards + rest).joined(separator: ", "),
            ])
        }
        return table.lines(style)
    }

    /// The texts in order, those that are the same once with how many they are: an event may make thousands of actions.
    private static func counted(_ texts: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for text in texts { counts[text, default: 0] += 1 }
        return texts.compactMap { text in
            counts.removeValue(forKey: text).map { $0 == 1 ? text : "\(text) ×\($0)" }
        }
    }

    /// All of an event: the proof of what came, what was sent, and when it was taken.
    static func detail(
        _ event: EventDetail,
        style: TextStyle,
        url: (ActionName, ProjectName) -> String
    ) -> [String] {
        let summary = event.summary
        var lines = [
            style.bold("Event \(summary.id)"),
            "  received  \(summary.receivedAt.text) from \(summary.source)",
            "  state     \(painted(summary.state, style)), \(Counted.text(summary.actions, "action")), \(summary.duplicates) seen before",
            "  mapping   \(summary.mapping ?? "none")",
        ]
        if let error = summary.error {
            lines.append("  \(style.bad("error"))     \(error.field): \(error.message.printable)")
        }
        for warning in event.warnings {
            lines.append("  \(style.warning("warning"))   \(warning.field): \(warning.message.printable)")
        }
        lines += ["", style.bold("Body") + (event.contentType.map { "  \($0.printable)" } ?? "")]
        lines += text(event.body, erased: "no longer kept")
        for forward in event.forwards {
            lines += ["", style.bold("POST \(url(forward.summary.action, forward.summary.project))")]
            lines.append("  \(state(forward.summary, style))")
            lines += text(forward.payload, erased: "erased")
            lines += forward.attempts.map { "  \(attempt($0, style))" }
        }
        return lines
    }

    private static func text(_ bytes: [UInt8]?, erased: String) -> [String] {
        guard let bytes else { return ["  (\(erased))"] }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "  \(String($0).printable)"
        }
    }

    private static func state(_ forward: ForwardSummary, _ style: TextStyle) -> String {
        let attempts = Counted.text(forward.attempts, "attempt")
        switch forward.state {
        case .pending(let dueAt):
            let due = dueAt.map { "due \($0.text)" } ?? "waiting for an earlier one of the same person"
            return "\(word(forward, style)), \(attempts), \(due)"
        case .delivered(let at), .duplicate(let at), .discarded(let at):
            return "\(word(forward, style)) \(at.text), \(attempts)"
        case .dead(let at, let reason):
            return "\(word(forward, style)) \(at.text), \(reason.rawValue), \(attempts)"
        }
    }

    private static func attempt(_ attempt: Attempt, _ style: TextStyle) -> String {
        let status = attempt.status.map { "status \($0), " } ?? ""
        let error = attempt.error.map { ": \($0.printable)" } ?? ""
        let answer =
            attempt.answer.isEmpty
            ? "" : "  " + style.faint(String(decoding: attempt.answer, as: UTF8.self).printable)
        return
            "\(attempt.startedAt.text)  \(attempt.took.inMilliseconds) ms  \(status)\(attempt.outcome)\(error)\(answer)"
    }

    private static func word(_ forward: ForwardSummary, _ style: TextStyle) -> String {
        let word = forward.state.name.rawValue
        switch forward.state.name {
        case .delivered, .duplicate: return style.good(word)
        case .pending: return style.warning(word)
        case .dead: return style.bad(word)
        case .discarded: return style.faint(word)
        }
    }

    private static func painted(_ state: EventState, _ style: TextStyle) -> String {
        switch state {
        case .mapped: state.rawValue
        case .ignored: style.faint(state.rawValue)
        case .held: style.warning(state.rawValue)
        case .unmapped, .unreadable: style.bad(state.rawValue)
        }
    }
}
