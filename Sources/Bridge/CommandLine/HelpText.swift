/// The help, made from the commands' specifications.
enum HelpText {
    /// The list of commands.
    static func overview(_ commands: [CommandSpecification], style: TextStyle) -> String {
        var lines = [
            "\(style.bold("funnelbridge")) turns quiz and funnel completions into Funnelytics actions.",
            "",
            "\(style.bold("Usage:")) funnelbridge COMMAND [OPTIONS]",
            "",
            style.bold("Commands:"),
        ]
        let width = commands.map(\.verb.count).max() ?? 0
        lines += commands.map { "  \(style.name($0.verb.padded(to: width)))  \($0.summary)" }
        lines += [
            "",
            "'funnelbridge help COMMAND' says more of each. To see it work: funnelbridge demo",
        ]
        return lines.joined(separator: "\n")
    }

    /// One command's page.
    static func page(_ command: CommandSpecification, style: TextStyle) -> String {
        var usage = "funnelbridge \(command.verb)"
        if !command.options.isEmpty { usage += " [OPTIONS]" }
        if !command.arguments.isEmpty { usage += " \(command.arguments)" }
        var lines = ["\(style.bold("Usage:")) \(usage)", ""]
        lines += wrapped(command.discussion, width: 80)
        if !command.options.isEmpty {
            lines += ["", style.bold("Options:")]
            let width = command.options.map(\.spelling.count).max() ?? 0
            for option in command.options {
                let summary = wrapped(option.summary, width: max(40, 80 - width - 4))
                let first = "  \(style.name(option.spelling.padded(to: width)))  \(summary.first ?? "")"
                let indent = String(repeating: " ", count: width + 4)
                lines += [first] + summary.dropFirst().map { indent + $0 }
            }
        }
        if !command.exits.isEmpty {
            lines += ["", style.bold("Exit codes:")]
            lines += command.exits.map { "  \(String($0.code).padded(to: 2))  \($0.meaning)" }
        }
        return lines.joined(separator: "\n")
    }

    /// Breaks paragraphs at spaces; lines that begin with a space stay as they are.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
            guard !paragraph.hasPrefix(" "), paragraph.count > width else { return [String(paragraph)] }
            return String(paragraph).wrapped(to: width)
        }
    }
}
