internal import Domain
internal import Ledger
internal import Linux

/// What mapping kept events again came to, in numbers.
struct RemapTally {
    /// Events looked at.
    private(set) var seen = 0
    private(set) var actions = 0
    private(set) var states: [EventState: Int] = [:]
    /// Events that stay as they are.
    private(set) var left = 0
    private(set) var unknown: [EventID] = []
    /// Actions whose key an earlier event has; known only of what was written.
    private(set) var duplicates = 0
    /// Why events are not mapped, in words, and how many each keeps; no more than a screen can show.
    private(set) var reasons: [String: Int] = [:]

    private static let reasonLimit = 200
    private static let shownReasons = 10

    /// Whether every event is known, and none wants a person any more.
    var isComplete: Bool { unknown.isEmpty && left == 0 && states[.unmapped] == nil }

    /// Counts a step.
    ///
    /// - Parameter recorded: what the ledger made of it; nil when nothing was written.
    mutating func add(_ step: RemapStep, recorded: RecordedEvent? = nil) {
        seen += 1
        switch step {
        case .remapped(let event, let source):
            states[event.state, default: 0] += 1
            actions += event.actions.count
            duplicates += recorded?.duplicates ?? 0
            if let error = event.error { add(reason: "\(source): \(error.field): \(error.message)") }
        case .left(_, let reason):
            left += 1
            add(reason: reason)
        case .unknown(let id): unknown.append(id)
        }
    }

    /// What the counted steps would do.
    var forecast: [String] {
        var lines: [String] = []
        let mapped = states[.mapped, default: 0]
        if mapped > 0 {
            lines.append("\(mapped) would be mapped, with \(Counted.text(actions, "action"))")
        }
        return lines + others { _ in "would be" }
    }

    /// What the counted steps have done.
    var account: [String] {
        var lines: [String] = []
        let mapped = states[.mapped, default: 0]
        if mapped > 0 {
            let seen = duplicates > 0 ? ", \(duplicates) seen before" : ""
            lines.append("\(Counted.text(mapped, "event")) mapped, with \(Counted.text(actions, "action"))\(seen)")
        }
        lines += others { $0 == 1 ? "is now" : "are now" }
        return lines.isEmpty ? ["no event was mapped"] : lines
    }

    private func others(verb: (Int) -> String) -> [String] {
        var lines: [String] = []
        for state in [EventState.ignored, .held, .unmapped] {
            guard let count = states[state] else { continue }
            let again = state == .unmapped ? ", for the mapping fails" : ""
            lines.append("\(count) \(verb(count)) \(state)\(again)")
        }
        if left > 0 { lines.append("\(left) \(left == 1 ? "stays as it is" : "stay as they are")") }
        let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        lines += sorted.prefix(Self.shownReasons).map { reason, count in
            "  \(count) × \(reason.printable)"
        }
        if sorted.count > Self.shownReasons { lines.append("  and other reasons: funnelbridge events list") }
        return lines
    }

    private mutating func add(reason: String) {
        guard reasons[reason] != nil || reasons.count < Self.reasonLimit else { return }
        reasons[reason, default: 0] += 1
    }
}
