internal import Linux

/// An answer to a request.
///
/// The server adds `Content-Length`, `Date` and, where it is needed, `Connection`; `fields` should hold none of them.
package struct HTTPResponse: Equatable, Sendable {
    package var status: Int
    package var fields: [HTTPField]
    package var body: [UInt8]

    /// - Parameter status: 200 to 599.
    package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
        precondition((200...599).contains(status), "\(status) is no final status")
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// An answer with a JSON body.
    package static func json(status: Int = 200, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, fields: jsonFields, body: body)
    }

    /// Made once: nearly every answer has them.
    private static let jsonFields = [HTTPField("Content-Type", "application/json")]

    /// An answer with a body of plain text.
    package static func text(status: Int = 200, _ body: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: [HTTPField("Content-Type", "text/plain; charset=utf-8")],
            body: Array(body.utf8)
        )
    }

    /// An answer that says what is wrong: `application/problem+json` (RFC 9457), its type left out (`about:blank`).
    ///
    /// - Parameters:
    ///   - title: the status's own phrase unless given, as the RFC asks for `about:blank`.
    ///   - detail: what was wrong this time and what to do about it.
    package static func problem(status: Int, title: String? = nil, detail: String? = nil) -> HTTPResponse {
        var body = "{\"title\":" + (title ?? StatusPhrase.of(status)).quoted + ",\"status\":\(status)"
        if let detail { body += ",\"detail\":" + detail.quoted }
        return HTTPResponse(
            status: status,
            fields: [HTTPField("Content-Type", "application/problem+json")],
            body: Array((body + "}").utf8)
        )
    }
}
