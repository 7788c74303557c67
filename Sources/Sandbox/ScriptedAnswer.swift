internal import HTTP1
internal import JSON

/// One answer that a script asks for, in place of the sandbox's own.
struct ScriptedAnswer: Equatable {
    enum Kind: Equatable {
        /// A status with a body of JSON, and `Retry-After` as it stands; `date+N`: the date in N seconds.
        case status(Int, retryAfter: String?)
        /// The connection is reset.
        case reset
        /// There is never an answer.
        case hang
        /// A page for people, as proxies send it, with status 502.
        case html
        /// The head of a 200 and a part of its body.
        case half
    }

    let kind: Kind
    /// Whether the action is taken all the same, and only the answer is lost.
    let takes: Bool
    /// What the body of a status says besides; nil: nothing.
    var message: String?

    /// Reads `500`, `"reset"`, or `{"status": 429, "retryAfter": "2"}`, `{"status": 400, "message": "already known"}`,
    /// `{"answer": "reset", "takes": true}`.
    ///
    /// - Throws: `Refusal`, with what may stand here.
    static func parse(_ node: JSONNode) throws(Refusal) -> ScriptedAnswer {
        switch node.kind {
        case .number:
            return ScriptedAnswer(kind: .status(try status(node), retryAfter: nil), takes: false)
        case .string:
            return try word(node.text, takes: nil)
        case .object:
            for (name, _) in node.members where !Self.names.contains(name.text) {
                throw .malformed(
                    "'\(name.text)' is not known: an answer has status, retryAfter and message, or answer; and takes"
                )
            }
            let takes = node["takes"]?.boolValue
            if let answer = node["answer"] { return try word(answer.text, takes: takes) }
            guard let code = node["status"] else {
                throw .malformed("an answer as an object needs 'status' or 'answer'")
            }
            let kind = Kind.status(try status(code), retryAfter: node["retryAfter"]?.text)
            return ScriptedAnswer(kind: kind, takes: takes ?? false, message: node["message"]?.text)
        default:
            throw .malformed("an answer is a status, a word or an object")
        }
    }

    private static let names = ["status", "retryAfter", "message", "answer", "takes"]

    private static func status(_ node: JSONNode) throws(Refusal) -> Int {
        guard let status = Int(node.text), (200...599).contains(status) else {
            throw .malformed("a status lies between 200 and 599")
        }
        return status
    }

    private static func word(_ word: String, takes: Bool?) throws(Refusal) -> ScriptedAnswer {
        switch word {
        case "reset": ScriptedAnswer(kind: .reset, takes: takes ?? false)
        case "hang": ScriptedAnswer(kind: .hang, takes: takes ?? false)
        case "html": ScriptedAnswer(kind: .html, takes: takes ?? false)
        // Its status says that the action was taken.
        case "half": ScriptedAnswer(kind: .half, takes: takes ?? true)
        case "ok": ScriptedAnswer(kind: .status(200, retryAfter: nil), takes: takes ?? true)
        default: throw .malformed("'\(word)' is no answer: expected reset, hang, html, half, ok or a status")
        }
    }
}
