internal import Domain
internal import Ledger
internal import Linux

/// What is worth a look and may be as it should be: sources that have changed, are quiet, or send what does not fit.
///
/// None of it changes the exit code of `status`.
enum Remarks {
    private static let shownExamples = 3

    /// A line for each source and kind, in the order of the sources; empty when there is nothing to say.
    static func lines(for summary: StatusSummary, at now: Timestamp) -> [String] {
        let drifts = summary.drifts.map { (source: $0.source, line: line(for: $0)) }
        let quiet = summary.quiet.map { (source: $0.source, line: line(for: $0, at: now)) }
        let warned = summary.warned.map { (source: $0.source, line: line(for: $0)) }
        return (drifts + quiet + warned).sorted { ($0.source, $0.line) < ($1.source, $1.line) }.map(\.line)
    }

    private static func line(for quiet: QuietSource, at now: Timestamp) -> String {
        """
        source \(quiet.source) is quiet: nothing for \(now.since(quiet.last).readable), and ten or more at these hours \
        in each of the last three weeks: see whether it still sends
        """
    }

    private static func line(for warned: WarnedSource) -> String {
        let count = Counted.text(warned.events, "event") + (warned.hasMore ? " or more" : "")
        return """
            source \(warned.source) sends values that do not fit: \(count) of the last day with warnings \
            (\(shown(warned.fields))): funnelbridge events show \(warned.newest)
            """
    }

    private static func line(for drift: Drift) -> String {
        let changes = [
            part(drift, "action is made no more", "actions are made no more") {
                if case .actionGone(let action) = $0 { action } else { nil }
            },
            part(drift, "field is empty", "fields are empty") {
                if case .fieldEmpty(let field, let action) = $0 { "\(field) of \(action)" } else { nil }
            },
            part(drift, "place is gone", "places are gone") {
                if case .placeGone(let place) = $0 { place } else { nil }
            },
            part(drift, "type is another", "types are others") {
                if case .placeRetyped(let place, let from, let to) = $0 { "\(place): \(from), now \(to)" } else { nil }
            },
            part(drift, "place is new", "places are new") {
                if case .placeNew(let place) = $0 { place } else { nil }
            },
        ]
        return """
            source \(drift.source) has changed, its last \(drift.recent) events against \(drift.before) before: \
            \(changes.compactMap { $0 }.joined(separator: "; ")): \
            funnelbridge events list --source \(drift.source) --limit 1
            """
    }

    /// How many changes of one kind there are, with the first few; nil when there are none.
    private static func part(
        _ drift: Drift,
        _ one: String,
        _ several: String,
        _ example: (Drift.Change) -> String?
    ) -> String? {
        let examples = drift.changes.compactMap(example)
        guard !examples.isEmpty else { return nil }
        return "\(examples.count) \(examples.count == 1 ? one : several) (\(shown(examples)))"
    }

    /// The first few names.
    private static func shown(_ names: [String]) -> String {
        let first = names.prefix(shownExamples).map(\.printable)
        return (first + (names.count > shownExamples ? ["…"] : [])).joined(separator: ", ")
    }
}
