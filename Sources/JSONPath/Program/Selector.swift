/// What a segment selects among the children of a node (RFC 9535 section 2.3).
enum Selector: Sendable {
    case name(ByteRange)
    case wildcard
    /// Counted from the end when negative.
    case index(Int)
    /// A bound left out is nil; a step left out is 1.
    case slice(start: Int?, end: Int?, step: Int)
    /// Its entry in the table of expressions.
    case filter(Int32)
}
