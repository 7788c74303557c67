import JSON

/// Selecting nodes (RFC 9535 sections 2.3 and 2.5).
///
/// A walk goes depth first, one segment after another, and gives out each node as soon as it stands at the end of the
/// query: no list is made in between, and the order is the RFC's. Every segment leads at least one level down, so the
/// recursion is no deeper than the document.
extension Program {
    /// The node that a singular query selects; nothing is allocated.
    func single(_ plan: QueryPlan, at current: JSONNode, _ context: inout QueryContext) -> JSONNode? {
        guard var node = start(of: plan, at: current, context) else { return nil }
        for index in plan.segments.indices {
            let child: JSONNode? =
                switch tables.segments[index] {
                case .name(let name): member(name, of: node, &context)
                case .index(let index): element(index, of: node, &context)?.node
                case .wildcard, .children, .descendants:
                    preconditionFailure("a singular query with a segment of many nodes")
                }
            guard let child else { return nil }
            node = child
        }
        return node
    }

    /// Gives all nodes that a query selects to the sink, in order, until it wants no more.
    func select<Sink: NodeSink>(
        _ plan: QueryPlan,
        at current: JSONNode,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) {
        guard let node = start(of: plan, at: current, context) else { return }
        let isWhole = walk(plan.segments.indices, from: node, &context, &sink)
        if !isWhole, sink.isFull { context.exhaust() }
    }

    private func start(of plan: QueryPlan, at current: JSONNode, _ context: borrowing QueryContext) -> JSONNode? {
        switch plan.root {
        case .body: context.bodyRoot
        case .current: current
        case .request: context.requestRoot
        case .key, .path: nil
        }
    }

    /// Walks the segments from a node; false when no more nodes are wanted or the steps are used up.
    private func walk<Sink: NodeSink>(
        _ segments: Range<Int>,
        from start: JSONNode,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        var node = start
        var segment = segments.lowerBound
        defer { sink.leave(segment - segments.lowerBound) }
        while segment < segments.upperBound {
            switch tables.segments[segment] {
            case .name(let name):
                guard let child = member(name, of: node, &context) else { return !context.isExhausted }
                sink.enter(.name(name))
                node = child
            case .index(let index):
                guard let child = element(index, of: node, &context) else { return !context.isExhausted }
                sink.enter(.index(child.index))
                node = child.node
            case .wildcard:
                return visitChildren(of: node, where: nil, then: segment + 1..<segments.upperBound, &context, &sink)
            case .children(let selectors):
                return apply(selectors, to: node, then: segment + 1..<segments.upperBound, &context, &sink)
            case .descendants(let selectors):
                return descend(selectors, from: node, then: segment + 1..<segments.upperBound, &context, &sink)
            }
            segment += 1
        }
        return context.spend(1) && sink.take(node)
    }

    /// Applies the selectors to the node and to everything below it, each node before what is below it.
    private func descend<Sink: NodeSink>(
        _ selectors: TableRange,
        from node: JSONNode,
        then rest: Range<Int>,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        guard apply(selectors, to: node, then: rest, &context, &sink) else { return false }
        guard context.spend(1 + node.count) else { return false }
        var goesOn = true
        if node.kind == .object {
            for (name, value) in node.members where value.kind.isContainer {
                sink.enter(.member(name))
                goesOn = descend(selectors, from: value, then: rest, &context, &sink)
                sink.leave(1)
                if !goesOn { break }
            }
        } else {
            for (index, element) in node.elements.enumerated() where element.kind.isContainer {
                sink.enter(.index(index))
                goesOn = descend(selectors, from: element, then: rest, &context, &sink)
                sink.leave(1)
                if !goesOn { break }
            }
        }
        return goesOn
    }

    private func apply<Sink: NodeSink>(
        _ selectors: TableRange,
        to node: JSONNode,
        then rest: Range<Int>,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        guard node.kind.isContainer else { return true }
        for index in selectors.indices {
            let goesOn: Bool
            switch tables.selectors[index] {
            case .name(let name):
                let child = member(name, of: node, &context)
                goesOn = child.map { step(.name(name), to: $0, then: rest, &context, &sink) } ?? true
            case .index(let index):
                let child = element(index, of: node, &context)
                goesOn = child.map { step(.index($0.index), to: $0.node, then: rest, &context, &sink) } ?? true
            case .wildcard:
                goesOn = visitChildren(of: node, where: nil, then: rest, &context, &sink)
            case .filter(let expression):
                goesOn = visitChildren(of: node, where: expression, then: rest, &context, &sink)
            case .slice(let start, let end, let step):
                let slice = Slice(start: start, end: end, step: step)
                goesOn = visitSlice(slice, of: node, then: rest, &context, &sink)
            }
            guard goesOn, !context.isExhausted else { return false }
        }
        return true
    }

    private func step<Sink: NodeSink>(
        _ step: NodeStep,
        to child: JSONNode,
        then rest: Range<Int>,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        sink.enter(step)
        let goesOn = walk(rest, from: child, &context, &sink)
        sink.leave(1)
        return goesOn
    }

    /// Visits the children for which the condition holds, or all.
    private func visitChildren<Sink: NodeSink>(
        of node: JSONNode,
        where expression: Int32?,
        then rest: Range<Int>,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        if node.kind == .object {
            for (name, value) in node.members {
                guard context.spend(1) else { return false }
                if let expression, !holds(expression, at: value, &context) { continue }
                guard step(.member(name), to: value, then: rest, &context, &sink) else { return false }
            }
            return true
        }
        for (index, element) in node.elements.enumerated() {
            guard context.spend(1) else { return false }
            if let expression, !holds(expression, at: element, &context) { continue }
            guard step(.index(index), to: element, then: rest, &context, &sink) else { return false }
        }
        return true
    }

    private func visitSlice<Sink: NodeSink>(
        _ slice: Slice,
        of node: JSONNode,
        then rest: Range<Int>,
        _ context: inout QueryContext,
        _ sink: inout Sink
    ) -> Bool {
        guard node.kind == .array, let bounds = slice.bounds(count: node.count) else { return true }
        // The elements are a chain: one pass finds all of them, and a way back needs them kept.
        let lowest = min(bounds.first, bounds.last)
        let highest = max(bounds.first, bounds.last)
        var backwards: [(index: Int, element: JSONNode)] = []
        for (index, element) in node.elements.enumerated() {
            guard context.spend(1) else { return false }
            if index > highest { break }
            guard index >= lowest, (index - lowest) % abs(slice.step) == 0 else { continue }
            if slice.step < 0 {
                backwards.append((index, element))
            } else {
                guard step(.index(index), to: element, then: rest, &context, &sink) else { return false }
            }
        }
        for (index, element) in backwards.reversed() {
            guard step(.index(index), to: element, then: rest, &context, &sink) else { return false }
        }
        return true
    }

    @inline(__always)
    func member(_ name: ByteRange, of node: JSONNode, _ context: inout QueryContext) -> JSONNode? {
        guard context.spend(1 + node.count >> 2) else { return nil }
        return tables.bytes.withUnsafeBufferPointer {
            node.member(named: UnsafeBufferPointer(rebasing: $0[name.range]))
        }
    }

    /// The element at an index that counts from the end when it is negative, and its index from the beginning.
    private func element(
        _ index: Int,
        of node: JSONNode,
        _ context: inout QueryContext
    ) -> (index: Int, node: JSONNode)? {
        let position = index < 0 ? node.count + index : index
        guard position >= 0, position < node.count, context.spend(1 + position >> 2) else { return nil }
        return node[position].map { (position, $0) }
    }
}
