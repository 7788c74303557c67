/// How the end of a request's body is known (RFC 9112, section 6.3).
package enum BodyFraming: Equatable, Sendable {
    /// There is no body.
    case none
    /// That many bytes follow.
    case length(Int)
    /// Chunks follow, the last one empty.
    case chunked
}
