/// The version that a request was written in.
///
/// A higher minor version is read as 1.1, the highest that is spoken here (RFC 9110, section 2.5).
package enum HTTPVersion: Hashable, Sendable {
    case http10, http11
}
