package import Domain
internal import JSON

/// An action that the sandbox took.
package struct TakenAction: Equatable, Sendable {
    package let takenAt: Timestamp
    package let action: ActionName
    /// The `X-PROJECT-ID`.
    package let project: String
    package let userAgent: String
    /// The bytes as they came.
    package let body: [UInt8]

    /// One line of JSON without its end; the key is never in it.
    package var line: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("time", takenAt.text)
        writer.member("action", action.text)
        writer.name("headers")
        writer.beginObject()
        writer.member("X-PROJECT-ID", project)
        writer.member("User-Agent", userAgent)
        writer.endObject()
        writer.name("body")
        // In JSON a bare line end stands only between values, where a blank does as well.
        writer.verbatim(body.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 })
        writer.endObject()
        return writer.bytes
    }
}
