/// The help, made from the commands' specifications.
///
/// Lines of 80 columns are read best; on a narrower terminal they are as wide as it is.
enum HelpText {
    /// A summary that has fewer columns beside its option stands below it.
    private static let narrowest = 30

    /// The list of commands.
    ///
    /// - Parameter columns: of the terminal.
    static func overview(_ commands: [CommandSpecification], style: TextStyle, columns: Int = 80) -> String {
        let columns = min(columns, 80)
        var lines = wrapped(
            "\(style.bold("funnelbridge")) turns quiz and funnel completions into Funnelytics actions.",
            width: columns
        )
        lines += [
            "",
            "\(style.bold("Usage:")) funnelbridge COMMAND [OPTIONS]",
            "",
            style.bold("Commands:"),
        ]
        let width = commands.map(\.verb.count).max() ?? 0
        for command in commands {
            lines += entry(command.verb, width: width, command.summary, style: style, columns: columns)
        }
        lines.append("")
        lines += wrapped(
            "'funnelbridge help COMMAND' says more of each. To see it work: funnelbridge demo",
            width: columns
        )
        return lines.joined(separator: "\n")
    }

    /// One command's page.
    ///
    /// - Parameter columns: of the terminal.
    static func page(_ command: CommandSpecification, style: TextStyle, columns: Int = 80) -> String {
        let columns = min(columns, 80)
        var usage = "funnelbridge \(command.verb)"
        if !command.options.isEmpty { usage += " [OPTIONS]" }
        if !command.arguments.isEmpty { usage += " \(command.arguments)" }
        var lines = ["\(style.bold("Usage:")) \(usage)", ""]
        lines += wrapped(command.discussion, width: columns)
        if !command.options.isEmpty {
            lines += ["", style.bold("Options:")]
            let width = command.options.map(\.spelling.count).max() ?? 0
            for option in command.options {
                lines += entry(option.spelling, width: width, option.summary, style: style, columns: columns)
            }
        }
        if !command.exits.isEmpty {
            lines += ["", style.bold("Exit codes:")]
            let plain = TextStyle(coloured: false)
            for exit in command.exits {
                lines += entry(String(exit.code), width: 2, exit.meaning, style: plain, columns: columns)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A name with what it is for beside it, or below it where there is little room.
    private static func entry(
        _ name: String,
        width: Int,
        _ summary: String,
        style: TextStyle,
        columns: Int
    ) -> [String] {
        let room = columns - width - 4
        guard room >= narrowest else {
            return ["  \(style.name(name))"] + wrapped(summary, width: columns - 6).map { "      \($0)" }
        }
        let summary = wrapped(summary, width: room)
        let indent = String(repeating: " ", count: width + 4)
        return ["  \(style.name(name.padded(to: width)))  \(summary[0])"] + summary.dropFirst().map { indent + $0 }
    }

    /// Breaks paragraphs at spaces; lines that begin with a space stay as they are.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
            guard !paragraph.hasPrefix(" "), String(paragraph).columns > width else { return [String(paragraph)] }
            return String(paragraph).wrapped(to: width)
        }
    }
}
