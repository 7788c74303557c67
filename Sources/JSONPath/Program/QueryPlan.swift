/// One query of a program: where it begins, and its entries in the table of segments.
struct QueryPlan: Sendable {
    let root: QueryRoot
    let segments: TableRange
    /// Whether it selects at most one node, by its form (RFC 9535 section 2.3.5.1).
    let isSingular: Bool
}
