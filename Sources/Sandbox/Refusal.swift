internal import HTTP1
internal import JSON

/// Why the sandbox does not take an action: a status, a bounded word, and what was wrong in prose.
struct Refusal: Error, Equatable {
    let status: Int
    let error: String
    let message: String

    /// The answer: `{"error":"…","message":"…"}`.
    var response: HTTPResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("error", error)
        writer.member("message", message)
        writer.endObject()
        return .json(status: status, writer.bytes)
    }

    static func malformed(_ message: String) -> Refusal {
        Refusal(status: 400, error: "malformed", message: message)
    }
}
