/// A literal of RFC 9535 (section 2.3.5.1).
package enum QueryLiteral: Equatable, Sendable {
    /// The text with its escapes decoded.
    case text(String)
    /// The number as it was written.
    case number(String)
    case boolean(Bool)
    case null
}
