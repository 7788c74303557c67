internal import Domain
internal import Linux

/// One thing that can be set, by a key of the file, a variable of the environment and perhaps a flag.
struct Setting: Sendable {
    /// Its place in the file: `limits.body`.
    let key: String
    /// What a value must be, for messages: "a size such as 1MiB".
    let expected: String
    let isList: Bool
    /// Puts the value in its place.
    ///
    /// False when it is none.
    let apply: @Sendable (inout Configuration, [String]) -> Bool

    /// Its flag, where a command takes one: `log.level` is `log-level`.
    var flag: String { key.split(separator: ".").joined(separator: "-") }

    /// Its variable: `limits.headerTimeout` is `FUNNELBRIDGE_LIMITS_HEADER_TIMEOUT`.
    var variable: String {
        var name = "FUNNELBRIDGE_"
        for character in key {
            if character == "." {
                name += "_"
            } else if character.isUppercase {
                name += "_" + String(character)
            } else {
                name += character.uppercased()
            }
        }
        return name
    }

    static func text(
        _ key: String,
        _ expected: String,
        _ path: any WritableKeyPath<Configuration, String> & Sendable
    ) -> Setting {
        Setting(key: key, expected: expected, isList: false) { configuration, values in
            guard let value = values.first, !value.isEmpty else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    static func list(
        _ key: String,
        _ expected: String,
        _ path: any WritableKeyPath<Configuration, [String]> & Sendable
    ) -> Setting {
        Setting(key: key, expected: expected, isList: true) { configuration, values in
            guard values.allSatisfy({ !$0.isEmpty }) else { return false }
            configuration[keyPath: path] = values
            return true
        }
    }

    /// A setting of one value that `parse` reads.
    static func value<Value>(
        _ key: String,
        _ expected: String,
        _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> Setting {
        Setting(key: key, expected: expected, isList: false) { configuration, values in
            guard let value = values.first.flatMap(parse) else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }
}
