/// Completions for bash, which needs nothing but bash itself.
enum BashCompletion {
    static func script(_ commands: [CommandSpecification]) -> String {
        let verbs = commands.map(\.verb).joined(separator: " ")
        return """
            # Completions of funnelbridge for bash.
            #
            #   source <(funnelbridge completions bash)

            _funnelbridge() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
                local verb=${COMP_WORDS[1]} options= words= files=
                COMPREPLY=()
                # bash takes the '=' of --name=value for a word of its own.
                if [ "$word" = = ]; then
                    word=
                elif [ "$before" = = ]; then
                    before=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W '\(verbs) --help --version' -- "$word"))
                    return
                fi
                case $verb in
            \(commands.map { branch($0, verbs: verbs) }.joined(separator: "\n"))
                esac
                case $word in
                -*) words=$options files= ;;
                esac
                [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$word"))
                if [ -n "$files" ]; then
                    compopt -o filenames 2>/dev/null
                    local file
                    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen "$files" -- "$word")
                fi
            }

            complete -F _funnelbridge funnelbridge
            """
    }

    /// What follows one verb.
    private static func branch(_ command: CommandSpecification, verbs: String) -> String {
        var lines = ["    \(command.verb))"]
        lines.append(
            "        options='\((command.options.map { "--\($0.name)" } + ["--help"]).joined(separator: " "))'"
        )
        lines.append("        case $before in")
        for option in command.options {
            guard option.value != nil else { continue }
            let line: String
            switch option.value {
            case "FILE": line = "files=-f options= ;;"
            case "FOLDER": line = "files=-d options= ;;"
            default: line = "words='\(option.choices.joined(separator: " "))' options= ;;"
            }
            lines.append("        --\(option.name)) \(line)")
        }
        lines.append("        *)")
        let first = setting(command.firstArgument, verbs: verbs)
        let others = setting(command.otherArguments, verbs: verbs)
        if first == others {
            if let first { lines.append("            \(first)") }
        } else {
            lines.append("            if [ \"$COMP_CWORD\" -eq 2 ]; then")
            lines.append("                \(first ?? ":")")
            if let others {
                lines.append("            else")
                lines.append("                \(others)")
            }
            lines.append("            fi")
        }
        lines.append("            ;;")
        lines.append("        esac")
        lines.append("        ;;")
        return lines.map { "    \($0)" }.joined(separator: "\n")
    }

    private static func setting(_ kind: CommandSpecification.ArgumentKind, verbs: String) -> String? {
        switch kind {
        case .words(let words): "words='\(words.joined(separator: " "))'"
        case .command: "words='\(verbs)'"
        case .file: "files=-f"
        case .other: nil
        }
    }
}
