import Domain
import JSON
import JSONPath

/// One object of a file that a person writes, with the keys that it may have.
struct ObjectReader {
    let node: JSONNode
    /// How messages call the object, with its article: "an action".
    let what: String

    /// The object, or nil when the value is none; reports that, and every key that is not among `keys`.
    init?(_ node: JSONNode, _ what: String, keys: [String], _ bag: inout DiagnosticBag) {
        guard node.kind == .object else {
            bag.error(.wrongType, at: node, "\(what) is an object, not \(node.kind.words)")
            return nil
        }
        self.node = node
        self.what = what
        for (name, _) in node.members {
            let text = name.text
            guard !keys.contains(text) else { continue }
            let suggestion = Spelling.nearest(text, among: keys)
            let known =
                suggestion == nil ? ": it may have \(keys.filter { $0 != "$schema" }.joined(separator: ", "))" : ""
            bag.error(.unknownKey, at: name, "unknown key '\(text)' in \(what)\(known)", suggestion: suggestion)
        }
    }

    /// The value of the key, or nil when it is not there.
    subscript(key: String) -> JSONNode? { node[key] }

    /// The value of a key that must be there; reports its absence, with `reason` to say what it is for.
    func required(_ key: String, _ reason: String, _ bag: inout DiagnosticBag) -> JSONNode? {
        if let value = node[key] { return value }
        bag.error(.missingKey, at: node, "\(what) needs the key '\(key)': \(reason)")
        return nil
    }

    /// The text of the key's value; nil when it is not there, or not a string, which is reported.
    func string(_ key: String, _ bag: inout DiagnosticBag) -> String? {
        value(key, .string, &bag)?.text
    }

    /// The truth of the key's value; nil when it is not there, or not a boolean, which is reported.
    func boolean(_ key: String, _ bag: inout DiagnosticBag) -> Bool? {
        value(key, .bool, &bag)?.boolValue
    }

    /// The value of the key when it is of that kind; another kind is reported.
    func value(_ key: String, _ kind: JSONKind, _ bag: inout DiagnosticBag) -> JSONNode? {
        guard let value = node[key] else { return nil }
        guard value.kind == kind else {
            bag.error(.wrongType, at: value, "'\(key)' in \(what) is \(kind.words), not \(value.kind.words)")
            return nil
        }
        return value
    }

    /// The length of time of the key's value; nil when it is not there, or none, or not above zero, which is reported.
    ///
    /// - Parameter example: what a person could write there, for the message.
    func interval(_ key: String, suchAs example: String, _ bag: inout DiagnosticBag) -> Interval? {
        guard let value = value(key, .string, &bag) else { return nil }
        if let interval = Interval(value.text), interval > .zero { return interval }
        bag.error(
            .invalidValue,
            at: value,
            "'\(value.text)' is no length of time: write a number and ms, s, m, h or d, such as \"\(example)\""
        )
        return nil
    }

    /// The strings of a list; nil when the key is not there or is no list of strings, which is reported.
    func strings(_ key: String, _ bag: inout DiagnosticBag) -> [String]? {
        guard let list = value(key, .array, &bag) else { return nil }
        var texts: [String] = []
        for element in list.elements {
            guard element.kind == .string else {
                bag.error(.wrongType, at: element, "'\(key)' in \(what) lists strings, not \(element.kind.words)")
                continue
            }
            texts.append(element.text)
        }
        return texts
    }

    /// The word of the key's value, which must be one of `words`; nil when it is not there or is another.
    func word(_ key: String, among words: [String], _ bag: inout DiagnosticBag) -> String? {
        guard let value = value(key, .string, &bag) else { return nil }
        let text = value.text
        if words.contains(text) { return text }
        let quoted = words.map { "'\($0)'" }
        let choice = quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
        bag.error(
            .invalidValue,
            at: value,
            "'\(key)' in \(what) is \(choice), not '\(text)'",
            suggestion: Spelling.nearest(text, among: words)
        )
        return nil
    }
}

extension JSONKind {
    /// The kind as messages name it.
    var words: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
