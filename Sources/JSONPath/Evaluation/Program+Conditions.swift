import JSON

/// Deciding conditions (RFC 9535 section 2.3.5.2).
extension Program {
    /// Whether the expression holds for the node that `@` is.
    func holds(_ index: Int32, at current: JSONNode, _ context: inout QueryContext) -> Bool {
        switch tables.expressions[Int(index)] {
        case .any(let branches):
            for branch in branches.indices where holds(tables.branches[branch], at: current, &context) { return true }
            return false
        case .all(let branches):
            for branch in branches.indices where !holds(tables.branches[branch], at: current, &context) { return false }
            return true
        case .not(let inner):
            return !holds(inner, at: current, &context)
        case .comparison(let comparison, let left, let right):
            let leftValue = value(of: left, at: current, &context)
            return leftValue.compare(comparison, value(of: right, at: current, &context), tables.bytes, &context)
        case .exists(let query):
            return exists(tables.queries[Int(query)], at: current, &context)
        case .present(let query):
            return isPresent(tables.queries[Int(query)], at: current, &context)
        case .matchesConstant(let text, let pattern, let whole):
            return matches(text, tables.patterns[Int(pattern)], whole: whole, at: current, &context)
        case .matches(let text, let pattern, let whole):
            let value = value(of: pattern, at: current, &context)
            guard let compiled = value.withText(tables.bytes, { context.pattern($0) }) ?? nil else { return false }
            return matches(text, compiled, whole: whole, at: current, &context)
        case .never:
            return false
        }
    }

    private func exists(_ plan: QueryPlan, at current: JSONNode, _ context: inout QueryContext) -> Bool {
        if plan.root.isValue { return context.value(of: plan.root) != nil }
        if plan.isSingular { return single(plan, at: current, &context) != nil }
        var sink = ExistenceSink()
        select(plan, at: current, &context, &sink)
        return sink.isFound
    }

    private func isPresent(_ plan: QueryPlan, at current: JSONNode, _ context: inout QueryContext) -> Bool {
        if plan.root.isValue { return context.value(of: plan.root).map { $0 != .text([]) } ?? false }
        var sink = PresenceSink()
        select(plan, at: current, &context, &sink)
        return sink.isFound
    }

    private func matches(
        _ text: Operand,
        _ pattern: IRegexp,
        whole: Bool,
        at current: JSONNode,
        _ context: inout QueryContext
    ) -> Bool {
        let value = value(of: text, at: current, &context)
        return value.withText(tables.bytes) { context.matches(pattern, $0, whole: whole) } ?? false
    }
}
