/// One option that a command takes, as the parser and the help both read it.
struct OptionSpecification: Sendable {
    /// Without the dashes: `json`.
    let name: String
    /// What the help calls the value, `FILE`; nil for a flag, which takes none.
    let value: String?
    /// Whether it may be given more than once.
    let repeats: Bool
    let summary: String
    /// The words that a value may be; empty when there are too many to list.
    let choices: [String]

    static func flag(_ name: String, _ summary: String) -> OptionSpecification {
        OptionSpecification(name: name, value: nil, repeats: false, summary: summary, choices: [])
    }

    static func value(
        _ name: String,
        _ value: String,
        _ summary: String,
        repeats: Bool = false,
        choices: [String] = []
    ) -> OptionSpecification {
        OptionSpecification(name: name, value: value, repeats: repeats, summary: summary, choices: choices)
    }

    /// The option as the help writes it: `--config FILE`.
    var spelling: String {
        value.map { "--\(name) \($0)" } ?? "--\(name)"
    }
}
