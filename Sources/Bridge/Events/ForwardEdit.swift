internal import Ledger

/// A change of forwards that a person asks for, in words.
struct ForwardEdit {
    let verb: String
    /// What a forward is then.
    private let done: String
    /// Why others are left as they were.
    private let rule: String
    /// What to do with an event that has no forward.
    private let wayOut: String

    static let retry = ForwardEdit(
        verb: "retry",
        done: "pending again",
        rule: "what was delivered, or is erased, is not sent again",
        wayOut: "events remap maps it again"
    )
    static let discard = ForwardEdit(
        verb: "discard",
        done: "discarded",
        rule: "only dead and pending ones are discarded",
        wayOut: "events show says what became of it"
    )

    /// What came of it; empty when no event was found.
    func lines(_ report: EditReport) -> [String] {
        var lines: [String] = []
        if report.changed > 0 { lines.append("\(Counted.text(report.changed, "forward")) \(done)") }
        if report.untouched > 0 {
            let left = report.untouched == 1 ? "left as it was" : "left as they were"
            lines.append("\(Counted.text(report.untouched, "forward")) \(left): \(rule)")
        }
        if report.ignored > 0 { lines.append("\(Counted.text(report.ignored, "event")) ignored from now on") }
        if lines.isEmpty, report.unknown.isEmpty {
            lines.append("nothing to \(verb): no action was made of it; funnelbridge \(wayOut)")
        }
        return lines
    }
}
