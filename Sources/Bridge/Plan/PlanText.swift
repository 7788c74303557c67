internal import Domain
internal import Linux
internal import Mappings

/// A plan for a person: what would change, action by action, as a coloured difference.
struct PlanText {
    private let plan: Plan
    private let style: TextStyle
    private let width: Int

    /// - Parameter width: columns of the terminal.
    init(_ plan: Plan, style: TextStyle, width: Int) {
        self.plan = plan
        self.style = style
        self.width = min(max(width, 40), 140)
    }

    var lines: [String] {
        let changes = plan.changes
        var lines = [style.bold(summary)] + versions
        if plan.skipped > 0 {
            lines.append("  \(Counted.text(plan.skipped, "event")) left out: erased by now, or never readable")
        }
        if !changes.states.isEmpty { lines.append("") }
        for change in changes.states { lines += self.lines(of: change) }
        for change in changes.actions where change.isChange { lines += [""] + self.lines(of: change) }
        let same = changes.actions.filter { !$0.isChange }
        if !same.isEmpty {
            lines.append("")
            for action in same {
                lines.append(style.faint("  \(shown(action.name, 40)): \(action.unchanged) as before"))
            }
        }
        return lines
    }

    private var summary: String {
        let changes = plan.changes
        let events = Counted.text(changes.events, "event")
        guard changes.hasChanges else { return "Nothing would change over the last \(events) of \(plan.source)" }
        return "\(changes.changedEvents) of the last \(events) of \(plan.source) would change"
    }

    private var versions: [String] {
        let before =
            switch plan.basis {
            case .mapping(let mapping): "\(mapping.version)  \(mapping.file)"
            case .sent: "what was sent at the time"
            }
        return [
            "  \(style.bad("- before"))  \(before)",
            "  \(style.good("+ after"))   \(plan.mapping.version)  \(plan.mapping.file)",
        ]
    }

    private func lines(of change: StateChange) -> [String] {
        let what = "\(Counted.text(change.count, "event")) \(change.from) before would be \(change.to)"
        let painted = change.to == .unmapped ? style.bad(what) : style.warning(what)
        var lines = ["\(painted)  \(style.faint("such as \(change.example)"))"]
        if let error = change.error { lines.append("  " + shown("\(error.field): \(error.message)", width - 2)) }
        return lines
    }

    private func lines(of change: ActionChange) -> [String] {
        var lines = [style.bold(shown(change.name, width))]
        let example = change.example.map { "  " + style.faint("such as in \($0)") } ?? ""
        if change.appearing > 0 { lines.append("  \(style.good("+ \(change.appearing) would be new"))\(example)") }
        if change.vanishing > 0 { lines.append("  \(style.bad("- \(change.vanishing) would be no more"))\(example)") }
        for (name, count) in change.renamed.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(style.warning("~ \(count) had the name")) \(shown(name, 40))\(example)")
        }
        if change.changed > 0 { lines.append("  \(change.changed) with other fields, \(change.unchanged) as before") }
        let longest = change.fields.map { min($0.field.columns, 28, width / 3) }.max() ?? 0
        for field in change.fields { lines += self.lines(of: field, nameWidth: longest) }
        return lines
    }

    private func lines(of field: FieldChange, nameWidth: Int) -> [String] {
        func line(_ mark: String, _ count: Int, _ paint: (String) -> String, _ value: String) -> String {
            let name = shown(field.field, nameWidth)
            let number = String(count)
            let gap = String(repeating: " ", count: max(0, 6 - number.count))
            return "    \(paint("\(mark) \(name)").padded(to: nameWidth + 2))\(gap)\(number)×  \(value)"
        }
        // Indent, mark, count and gaps beside the name.
        let room = max(12, width - nameWidth - 15)
        func example(_ fits: (FieldChange.Example) -> Bool, _ text: (FieldChange.Example) -> String) -> String {
            field.examples.first(where: fits).map(text) ?? ""
        }
        var lines: [String] = []
        if field.added > 0 {
            let value = example({ $0.before == nil }, { shown($0.after ?? "", room) })
            lines.append(line("+", field.added, style.good, value))
        }
        if field.gone > 0 {
            let value = example({ $0.after == nil }, { shown($0.before ?? "", room) })
            lines.append(line("-", field.gone, style.bad, value))
        }
        if field.changed > 0 {
            let half = (room - 3) / 2
            let value = example(
                { $0.before != nil && $0.after != nil },
                { "\(shown($0.before ?? "", half)) → \(shown($0.after ?? "", half))" }
            )
            lines.append(line("~", field.changed, style.warning, value))
        }
        return lines
    }

    private func shown(_ text: String, _ length: Int) -> String {
        text.printable.shortened(to: length)
    }
}
