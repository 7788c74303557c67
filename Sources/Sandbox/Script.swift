internal import JSON

/// The answers that scripts have asked for, action by action, each used once.
struct Script {
    /// Stands for every action without answers of its own.
    private static let any = "*"

    private var answers: [String: ArraySlice<ScriptedAnswer>] = [:]

    /// Adds `{"action": NAME, "answers": [ANSWER…]}` behind what is there; without `action`, for all.
    ///
    /// - Throws: `Refusal`, and adds nothing.
    mutating func add(_ document: JSONDocument) throws(Refusal) {
        // A node does not keep its document alive.
        defer { withExtendedLifetime(document) {} }
        let node = document.root
        guard node.kind == .object, let list = node["answers"], list.kind == .array else {
            throw .malformed("a script is an object with 'answers', an array, and perhaps 'action'")
        }
        var parsed: [ScriptedAnswer] = []
        for answer in list.elements { parsed.append(try ScriptedAnswer.parse(answer)) }
        answers[node["action"]?.text ?? Self.any, default: []] += parsed
    }

    /// The next answer for an action, used up by this; nil when there is none.
    mutating func next(for action: String) -> ScriptedAnswer? {
        answers[action]?.popFirst() ?? answers[Self.any]?.popFirst()
    }

    mutating func clear() {
        answers.removeAll()
    }
}
