/// One step of a query (RFC 9535 section 2.5).
enum Segment: Sendable {
    /// A child segment with one name selector: at most one node, found without a list.
    case name(ByteRange)
    /// A child segment with one index selector: at most one node, found without a list.
    case index(Int)
    /// A child segment with one wildcard selector.
    case wildcard
    /// Any other child segment; its entries in the table of selectors.
    case children(TableRange)
    /// A descendant segment; its entries in the table of selectors.
    case descendants(TableRange)

    /// Whether it selects at most one node (a segment of a singular query).
    var isSingular: Bool {
        switch self {
        case .name, .index: true
        case .wildcard, .children, .descendants: false
        }
    }
}
