internal import JSONPath

/// The arguments of one command, sorted into options and positional ones by its specification.
struct CommandLineArguments {
    let command: CommandSpecification
    let positional: [String]
    private let values: [String: [String]]

    /// Sorts `arguments`, the words after the verb.
    ///
    /// `--name value` and `--name=value` mean the same; `--` ends the options; `-` is an argument.
    init(_ arguments: [String], for command: CommandSpecification) throws(UsageError) {
        self.command = command
        var positional: [String] = []
        var values: [String: [String]] = [:]
        var rest = arguments[...]
        var optionsEnded = false
        while let word = rest.popFirst() {
            guard !optionsEnded, word.hasPrefix("-"), word != "-" else {
                positional.append(word)
                continue
            }
            if word == "--" {
                optionsEnded = true
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let spelling = String(parts[0])
            guard let option = command.options.first(where: { "--\($0.name)" == spelling }) else {
                let nearest = Spelling.nearest(spelling, among: command.options.map { "--\($0.name)" } + ["--help"])
                throw .unknownOption(spelling, command: command.verb, nearest: nearest)
            }
            guard option.repeats || values[option.name] == nil else { throw .repeated(option: spelling) }
            if let placeholder = option.value {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw .missingValue(option: spelling, placeholder: placeholder)
                }
                values[option.name, default: []].append(value)
            } else {
                guard parts.count == 1 else { throw .unexpectedValue(option: spelling) }
                values[option.name] = [""]
            }
        }
        if positional.count > command.argumentCount.upperBound {
            throw .tooManyArguments(positional[command.argumentCount.upperBound], command: command.verb)
        }
        if positional.count < command.argumentCount.lowerBound {
            throw .missingArgument(command.arguments, command: command.verb)
        }
        self.positional = positional
        self.values = values
    }

    /// Whether a flag was given.
    func has(_ name: String) -> Bool {
        values[name] != nil
    }

    /// The value of an option; nil when it was not given.
    func value(_ name: String) -> String? {
        values[name]?.first
    }

    /// All values of an option that repeats, in order.
    func all(_ name: String) -> [String] {
        values[name] ?? []
    }

    /// The value of an option read by `parse`; nil when it was not given.
    func value<Value>(
        _ name: String,
        expected: String,
        _ parse: (String) -> Value?
    ) throws(UsageError) -> Value? {
        guard let text = value(name) else { return nil }
        guard let value = parse(text) else { throw .badValue(option: "--\(name)", value: text, expected: expected) }
        return value
    }
}
