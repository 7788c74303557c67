package import JSON

extension Query {
    /// The nodes that the query selects, in the RFC's order; none for `$key` and `$path`.
    ///
    /// Where evaluation was cut short (`context.isExhausted`) some are missing.
    package func nodes(in context: inout QueryContext) -> [JSONNode] {
        var sink = ListSink(most: context.mostNodes)
        program.select(plan, at: context.top, &context, &sink)
        return sink.nodes
    }

    /// Puts the nodes that the query selects behind those of a list, without saying where they stand.
    package func appendNodes(to list: inout [LocatedNode], in context: inout QueryContext) {
        var sink = AppendingSink(nodes: list, most: context.mostNodes)
        // The sink alone holds the list's storage, so that it grows in place.
        list = []
        program.select(plan, at: context.top, &context, &sink)
        list = sink.nodes
    }

    /// The nodes that the query selects, nulls left out.
    package func selection(in context: inout QueryContext) -> (first: JSONNode?, others: [JSONNode]) {
        var sink = SelectionSink(most: context.mostNodes)
        program.select(plan, at: context.top, &context, &sink)
        return (sink.first, sink.others)
    }

    /// The nodes that the query selects, each with where it stands: for `each`, whose `$key` and `$path` are asked for.
    package func locatedNodes(in context: inout QueryContext) -> [LocatedNode] {
        let start = plan.root == .current ? context.findLocation() : nil
        var sink = LocationSink(from: start, program: program, most: context.mostNodes / 2)
        program.select(plan, at: context.top, &context, &sink)
        return sink.nodes
    }

    /// The first node that the query selects; of a singular query the only one, found without allocating.
    package func firstNode(in context: inout QueryContext) -> JSONNode? {
        if plan.isSingular { return program.single(plan, at: context.top, &context) }
        var sink = CountSink(most: 1)
        program.select(plan, at: context.top, &context, &sink)
        return sink.first
    }

    /// The value of a query that is `$key` or `$path`; nil where it is missing.
    package func value(in context: inout QueryContext) -> QueryValue? {
        precondition(plan.root.isValue, "'\(text)' selects nodes and is no value")
        return context.value(of: plan.root)
    }

    /// The nodes that the query selects in a document, in the RFC's order.
    package func nodes(in document: JSONDocument) throws(QueryLimitError) -> [JSONNode] {
        var context = QueryContext(body: document)
        let nodes = nodes(in: &context)
        guard !context.isExhausted else { throw QueryLimitError() }
        return nodes
    }
}
