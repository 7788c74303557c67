import JSON

/// Values of operands and functions (RFC 9535 section 2.4).
extension Program {
    func value(of operand: Operand, at current: JSONNode, _ context: inout QueryContext) -> ComparableValue {
        switch operand {
        case .text(let bytes): return .text(bytes)
        case .number(let bytes): return .number(bytes)
        case .boolean(let value): return .boolean(value)
        case .null: return .null
        case .query(let query):
            let plan = tables.queries[Int(query)]
            guard !plan.root.isValue else { return context.value(of: plan.root).map(ComparableValue.init) ?? .nothing }
            return single(plan, at: current, &context).map(ComparableValue.node) ?? .nothing
        case .length(let operand):
            return length(of: value(of: tables.operands[Int(operand)], at: current, &context), &context)
        case .count(let query):
            var sink = CountSink(most: .max)
            select(tables.queries[Int(query)], at: current, &context, &sink)
            return .integer(sink.count)
        case .value(let query):
            var sink = CountSink(most: 2)
            select(tables.queries[Int(query)], at: current, &context, &sink)
            guard sink.count == 1, let node = sink.first else { return .nothing }
            return .node(node)
        case .numberOf(let operand):
            return number(of: value(of: tables.operands[Int(operand)], at: current, &context), &context)
        case .lower(let operand):
            return lower(value(of: tables.operands[Int(operand)], at: current, &context), &context)
        }
    }

    /// Section 2.4.4: Unicode scalars of a string, elements of an array, members of an object.
    private func length(of value: ComparableValue, _ context: inout QueryContext) -> ComparableValue {
        if case .node(let node) = value, node.kind.isContainer { return .integer(node.count) }
        let scalars = value.withText(tables.bytes) { text in
            context.spend(text.count >> 4) ? text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } : 0
        }
        return scalars.map(ComparableValue.integer) ?? .nothing
    }

    /// The number, or the number that a string spells, white space around it allowed.
    private func number(of value: ComparableValue, _ context: inout QueryContext) -> ComparableValue {
        if value.isNumber { return value }
        let number = value.withText(tables.bytes) { text -> [UInt8]? in
            guard context.spend(text.count >> 4) else { return nil }
            return NumberText.range(in: text).map { Array(text[$0]) }
        }
        return (number ?? nil).map(ComparableValue.ownNumber) ?? .nothing
    }

    /// The string in lower case, by the rules of Unicode for all languages.
    private func lower(_ value: ComparableValue, _ context: inout QueryContext) -> ComparableValue {
        let lower = value.withText(tables.bytes) { text -> [UInt8]? in
            guard context.spend(text.count) else { return nil }
            return LowerCase.lower(text)
        }
        return (lower ?? nil).map(ComparableValue.ownText) ?? .nothing
    }
}
