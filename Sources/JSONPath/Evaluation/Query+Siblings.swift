package import JSON

/// Queries that differ in their last name alone, as `@.answers[*].text` and `@.answers[*].file`: the nodes in which they look
/// for it, their holders, need be found only once.
extension Query {
    /// Whether the other query begins where this one does and goes the same way, but for a name at the end of each.
    ///
    /// False also where the way has filters, slices, unions or descendants: these are not compared.
    package func isSibling(of other: Query) -> Bool {
        guard root == other.root, !root.isValue, plan.segments.count == other.plan.segments.count,
            lastName != nil, other.lastName != nil
        else { return false }
        return zip(plan.segments.indices, other.plan.segments.indices).dropLast().allSatisfy {
            program.leadsAsFar($0, as: $1, of: other.program)
        }
    }

    /// The nodes in which the query and its siblings look for their last names, nulls left out.
    package func holders(in context: inout QueryContext) -> (first: JSONNode?, others: [JSONNode]) {
        let way = TableRange(first: Int(plan.segments.first), count: Int(plan.segments.count) - 1)
        let plan = QueryPlan(root: root, segments: way, isSingular: isSingular)
        var sink = SelectionSink(most: context.mostNodes)
        program.select(plan, at: context.top, &context, &sink)
        return (sink.first, sink.others)
    }

    /// What the query selects in its holders, nulls left out: the same as without them.
    package func selection(
        from holders: (first: JSONNode?, others: [JSONNode]),
        in context: inout QueryContext
    ) -> (first: JSONNode?, others: [JSONNode]) {
        guard let first = holders.first, let name = lastName else { return (nil, []) }
        var sink = SelectionSink(most: context.mostNodes)
        if let member = program.member(name, of: first, &context) { _ = sink.take(member) }
        for holder in holders.others {
            if let member = program.member(name, of: holder, &context) { _ = sink.take(member) }
        }
        return (sink.first, sink.others)
    }
}

extension Program {
    /// Whether a segment selects what one of another program does.
    fileprivate func leadsAsFar(_ segment: Int, as otherSegment: Int, of other: Program) -> Bool {
        switch (tables.segments[segment], other.tables.segments[otherSegment]) {
        case (.name(let name), .name(let otherName)):
            tables.bytes[name.range] == other.tables.bytes[otherName.range]
        case (.index(let index), .index(let otherIndex)): index == otherIndex
        case (.wildcard, .wildcard): true
        default: false
        }
    }
}
