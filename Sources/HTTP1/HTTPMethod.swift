/// A request's method (RFC 9110, section 9); names are case-sensitive.
package enum HTTPMethod: Hashable, Sendable, CustomStringConvertible {
    case get, head, post, put, delete, connect, options, trace, patch
    case other(String)

    /// Takes a name that has been checked to be a token.
    init(_ name: UnsafeBufferPointer<UInt8>) {
        for known in Self.known where name.elementsEqual(known.name) {
            self = known.method
            return
        }
        self = .other(String(decoding: name, as: UTF8.self))
    }

    /// The name as it stands in a request line.
    package var description: String {
        if case .other(let name) = self { return name }
        for known in Self.known where known.method == self {
            return String(decoding: known.name, as: UTF8.self)
        }
        preconditionFailure("a method without a name")
    }

    /// Whether its request is expected to bring a body, so that one without any length is a mistake (411).
    var bringsBody: Bool {
        switch self {
        case .post, .put, .patch: true
        default: false
        }
    }

    /// In the order of how often they come.
    private static let known: [(method: HTTPMethod, name: [UInt8])] = [
        (.post, Array("POST".utf8)), (.get, Array("GET".utf8)), (.head, Array("HEAD".utf8)),
        (.put, Array("PUT".utf8)), (.delete, Array("DELETE".utf8)), (.options, Array("OPTIONS".utf8)),
        (.patch, Array("PATCH".utf8)), (.connect, Array("CONNECT".utf8)), (.trace, Array("TRACE".utf8)),
    ]
}
