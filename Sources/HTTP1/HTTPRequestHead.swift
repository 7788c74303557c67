/// A request's head: all that comes before the body, checked by the rules of RFC 9112.
///
/// A class, as it is handed along with each step of a request: a copy touched a reference count for each of its parts.
package final class HTTPRequestHead: Sendable {
    package let method: HTTPMethod
    package let version: HTTPVersion
    package let fields: HTTPFields
    package let framing: BodyFraming
    /// Whether the connection stays open after the answer, as far as the client is concerned (RFC 9112, section 9.3).
    package let keepAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    package let expectsContinue: Bool
    /// What the protocol has against the request although its framing is clear.
    ///
    /// Answered when the handler has nothing against it: who asks for what is not there, or by a method that is not allowed,
    /// is told so first.
    let objection: RequestRefusal?
    let places: TargetPlaces

    init(
        method: HTTPMethod,
        version: HTTPVersion,
        fields: HTTPFields,
        framing: BodyFraming,
        keepAlive: Bool,
        expectsContinue: Bool,
        objection: RequestRefusal?,
        places: TargetPlaces
    ) {
        self.method = method
        self.version = version
        self.fields = fields
        self.framing = framing
        self.keepAlive = keepAlive
        self.expectsContinue = expectsContinue
        self.objection = objection
        self.places = places
    }

    /// The request target as it was sent.
    package var target: String { text(places.target) }

    /// The path as it was sent, percent-escapes and all; `*` for `OPTIONS *`.
    package var rawPath: String { places.path.isEmpty ? "/" : text(places.path) }

    /// The query as it was sent, without its question mark; nil when there is no question mark.
    package var rawQuery: String? { places.query.map(text) }

    /// Host and port that the request is for; nil when an HTTP/1.0 request names none.
    ///
    /// From an absolute target where there is one (RFC 9112, section 3.2.2), else from the Host field.
    package var host: String? { places.host.map(text) }

    /// Lends the path's bytes as they were sent.
    package func withRawPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try fields.bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[places.path])) }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: fields.bytes[range], as: UTF8.self)
    }
}
