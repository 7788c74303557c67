/// Completions for fish.
enum FishCompletion {
    static func script(_ commands: [CommandSpecification]) -> String {
        var lines = [
            "# Completions of funnelbridge for fish.",
            "#",
            "#   funnelbridge completions fish > ~/.config/fish/completions/funnelbridge.fish",
            "",
            "complete -c funnelbridge -f",
        ]
        let verbs = commands.map(\.verb).joined(separator: " ")
        for command in commands {
            lines += ["", line("__fish_use_subcommand", "-a \(command.verb)", command.summary)]
            let isAfter = "__fish_seen_subcommand_from \(command.verb)"
            switch command.firstArgument {
            case .words(let words):
                let list = words.joined(separator: " ")
                lines.append(line("\(isAfter); and not __fish_seen_subcommand_from \(list)", "-a \(quoted(list))"))
            case .command: lines.append(line(isAfter, "-a \(quoted(verbs))"))
            case .file: lines.append(line(isAfter, "-F"))
            case .other: break
            }
            if command.otherArguments == .file, command.firstArgument != .file { lines.append(line(isAfter, "-F")) }
            lines += command.options.map { line(isAfter, "-l \($0.name)\(value($0))", $0.summary) }
            lines.append(line(isAfter, "-l help", "Say what the command does"))
        }
        return lines.joined(separator: "\n")
    }

    private static func value(_ option: OptionSpecification) -> String {
        switch option.value {
        case nil: ""
        case "FILE": " -r -F"
        case "FOLDER": " -x -a '(__fish_complete_directories)'"
        default: option.choices.isEmpty ? " -x" : " -x -a \(quoted(option.choices.joined(separator: " ")))"
        }
    }

    private static func line(_ condition: String, _ rest: String, _ description: String? = nil) -> String {
        "complete -c funnelbridge -n \(quoted(condition)) \(rest)" + (description.map { " -d \(quoted($0))" } ?? "")
    }

    /// `text` in single quotes, in which fish knows the escapes of a quote and of a backslash.
    private static func quoted(_ text: String) -> String {
        let escaped = text.reduce(into: "") { result, character in
            if "'\\".contains(character) { result += "\\" }
            result.append(character)
        }
        return "'\(escaped)'"
    }
}
