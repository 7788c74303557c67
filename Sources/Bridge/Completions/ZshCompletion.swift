/// Completions for zsh, as its manual's chapter on the completion system has them.
enum ZshCompletion {
    static func script(_ commands: [CommandSpecification]) -> String {
        let verbs = commands.map { "        \(Shell.quoted("\($0.verb):\(escaped($0.summary))"))" }
        return """
            #compdef funnelbridge
            # Completions of funnelbridge for zsh.
            #
            #   source <(funnelbridge completions zsh)
            #
            # or, in a folder of $fpath, a file named _funnelbridge.

            _funnelbridge() {
                local -a verbs
                verbs=(
            \(verbs.joined(separator: "\n"))
                )
                if (( CURRENT == 2 )); then
                    _describe -t commands command verbs
                    return
                fi
                shift words
                (( CURRENT-- ))
                case $words[1] in
            \(commands.map(branch).joined(separator: "\n"))
                esac
            }

            if [ "$funcstack[1]" = _funnelbridge ]; then
                _funnelbridge "$@"
            else
                compdef _funnelbridge funnelbridge
            fi
            """
    }

    private static func branch(_ command: CommandSpecification) -> String {
        var specifications = command.options.map { option in
            let star = option.repeats ? "*" : ""
            let value = option.value.map { ":\($0):\(action($0, option.choices))" } ?? ""
            return "\(star)--\(option.name)\(option.value == nil ? "" : "=")[\(escaped(option.summary))]\(value)"
        }
        specifications.append("--help[Say what the command does]")
        if let first = action(command.firstArgument) { specifications.append("1:argument:\(first)") }
        if let others = action(command.otherArguments) { specifications.append("*:argument:\(others)") }
        let lines = specifications.map { "            \(Shell.quoted($0))" }
        return "    \(command.verb))\n        _arguments \\\n\(lines.joined(separator: " \\\n"))\n        ;;"
    }

    private static func action(_ placeholder: String, _ choices: [String]) -> String {
        switch placeholder {
        case "FILE": "_files"
        case "FOLDER": "_files -/"
        default: choices.isEmpty ? " " : "(\(choices.joined(separator: " ")))"
        }
    }

    private static func action(_ kind: CommandSpecification.ArgumentKind) -> String? {
        switch kind {
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .command: "{_describe command verbs}"
        case .file: "_files"
        case .other: nil
        }
    }

    /// `text` inside a specification of `_arguments` or `_describe`.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "[]:\\".contains(character) { result += "\\" }
            result.append(character)
        }
    }
}
