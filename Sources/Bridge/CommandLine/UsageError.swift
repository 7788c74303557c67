/// A command line that cannot be understood: what is wrong, as data.
///
/// `description` makes the prose.
enum UsageError: Error, Equatable, CustomStringConvertible {
    case unknownCommand(String, nearest: String?)
    case optionBeforeCommand(String)
    case unknownOption(String, command: String, nearest: String?)
    case unexpectedOption(String, command: String)
    case missingValue(option: String, placeholder: String)
    case unexpectedValue(option: String)
    case repeated(option: String)
    case badValue(option: String, value: String, expected: String)
    case tooManyArguments(String, command: String)
    case missingArgument(String, command: String)

    var description: String {
        switch self {
        case .unknownCommand(let verb, let nearest):
            "unknown command '\(verb)'" + Self.suggestion(nearest)
        case .optionBeforeCommand(let option):
            "'\(option)' comes before a command: name the command first, then its options"
        case .unknownOption(let option, let command, let nearest):
            "unknown option '\(option)' for '\(command)'" + Self.suggestion(nearest)
        case .unexpectedOption(let option, let command):
            "'\(command)' takes no '\(option)'"
        case .missingValue(let option, let placeholder):
            "option '\(option)' needs a value: \(option) \(placeholder)"
        case .unexpectedValue(let option):
            "option '\(option)' takes no value"
        case .repeated(let option):
            "option '\(option)' may be given once only"
        case .badValue(let option, let value, let expected):
            "'\(value)' is no value for '\(option)': expected \(expected)"
        case .tooManyArguments(let argument, let command):
            "unexpected argument '\(argument)' for '\(command)'"
        case .missingArgument(let argument, let command):
            "'\(command)' needs \(argument)"
        }
    }

    private static func suggestion(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? ""
    }
}
