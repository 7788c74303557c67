internal import JSON
internal import JSONPath

extension EventEvaluation {
    mutating func flatten(_ rule: FlattenRule) throws(MappingError) {
        switch rule {
        case .below(let rule): try flatten(rule)
        case .each(let rule): try flatten(rule)
        }
    }

    private mutating func flatten(_ rule: FlattenEach) throws(MappingError) {
        let outer = context.query.current.map { LocatedNode(node: $0, location: context.query.location) }
        defer { leave(to: outer) }
        let nodes = rule.each.locatedNodes(in: &context)
        try checkSteps("flatten")
        for node in nodes {
            context.query.enter(node)
            let key = try value(rule.key, for: "flatten")
            guard !key.isMissing else { continue }
            let name = key.utf8
            let value = try value(rule.value, for: String(decoding: name, as: UTF8.self))
            name.withUnsafeBufferPointer { place(value, $0) }
        }
    }

    private mutating func flatten(_ rule: FlattenBelow) throws(MappingError) {
        let outer = context.query.current.map { LocatedNode(node: $0, location: context.query.location) }
        defer { leave(to: outer) }
        let nodes = rule.from.locatedNodes(in: &context)
        try checkSteps("flatten")
        for located in nodes {
            let node = located.node
            flattenedName.removeAll(keepingCapacity: true)
            flattenedName.append(contentsOf: rule.prefix)
            if node.kind == .object || (node.kind == .array && !node.holdsOnlyScalars) {
                try enter(node, rule, located.location, isFirst: true)
            } else if !Self.value(ofLeaf: node).isMissing {
                try note(
                    "flatten",
                    "\(rule.from.text) selects \(Value.node(node).sample), which has no name to become a field's"
                )
            }
        }
    }

    /// Flattens all that lies directly below an object or array.
    private mutating func enter(
        _ node: JSONNode,
        _ rule: FlattenBelow,
        _ location: NodeLocation?,
        isFirst: Bool
    ) throws(MappingError) {
        let length = flattenedName.count
        if node.kind == .object {
            for (name, value) in node.members {
                if !isFirst { flattenedName += rule.separator }
                append(nameOf: name)
                try visit(value, rule, location) { .name(name.withText { Array($0) }) }
                flattenedName.removeSubrange(length...)
            }
        } else {
            for (index, value) in node.elements.enumerated() {
                if !isFirst { flattenedName += rule.separator }
                flattenedName.append(contentsOf: String(index).utf8)
                try visit(value, rule, location) { .index(index) }
                flattenedName.removeSubrange(length...)
            }
        }
    }

    /// Without `withText`: lending the text to a closure for each name showed as 2 % of the path of an event.
    private mutating func append(nameOf name: JSONNode) {
        if let text = name.verbatimText {
            flattenedName.append(contentsOf: text)
        } else {
            flattenedName += name.decodedText
        }
    }

    private mutating func visit(
        _ node: JSONNode,
        _ rule: FlattenBelow,
        _ parent: NodeLocation?,
        _ key: () -> NodeKey
    ) throws(MappingError) {
        if let leaf = rule.leaf {
            let location = NodeLocation(parent: parent, key: key())
            context.query.enter(LocatedNode(node: node, location: location))
            let selected = leaf.nodes(in: &context)
            try checkSteps("flatten")
            if !selected.isEmpty, selected.allSatisfy({ !$0.kind.isContainer }) {
                return emit(Self.joined(selected), rule)
            }
            guard node.kind.isContainer, !(node.kind == .array && node.holdsOnlyScalars) else {
                return emit(Self.value(ofLeaf: node), rule)
            }
            return try enter(node, rule, location, isFirst: false)
        }
        guard node.kind.isContainer, !(node.kind == .array && node.holdsOnlyScalars) else {
            return emit(Self.value(ofLeaf: node), rule)
        }
        try enter(node, rule, nil, isFirst: false)
    }

    /// Makes a field of a value, named by `flattenedName`, if the rule's names let it through.
    private mutating func emit(_ value: Value, _ rule: FlattenBelow) {
        guard !value.isMissing else { return }
        let name = flattenedName
        name.withUnsafeBufferPointer { name in
            let below = UnsafeBufferPointer(rebasing: name[rule.prefix.count...])
            if !rule.only.isEmpty, !rule.only.contains(where: { $0.matches(below) }) { return }
            if rule.omit.contains(where: { $0.matches(below) }) { return }
            if explains {
                let step = EvaluationStep(kind: .query, text: rule.from.text, result: value.sample)
                explainFlattened(String(decoding: name, as: UTF8.self), value, step)
            }
            place(value, name)
        }
    }

    /// Adds a flattened value, unless its name is one that only a person may give.
    private mutating func place(_ value: Value, _ name: UnsafeBufferPointer<UInt8>) {
        guard !value.isMissing else { return }
        guard !ReservedName.contains(name) else {
            warnings.add(
                String(decoding: name, as: UTF8.self),
                "left out: 'flatten' makes no field of this name, which Funnelytics gives a meaning to"
            )
            return
        }
        payload.addFlattened(name, value)
    }

    /// Makes the node that was current before a rule the current one again.
    private mutating func leave(to outer: LocatedNode?) {
        if let outer { context.query.enter(outer) } else { context.query.enter(nil) }
    }

    private mutating func explainFlattened(_ name: String, _ value: Value, _ step: EvaluationStep) {
        var writer = JSONWriter()
        writer.write(value)
        provenance.append(
            MappingResult.FieldProvenance(
                action: actions.count,
                field: name,
                value: String(decoding: writer.bytes, as: UTF8.self),
                steps: [step]
            )
        )
    }

    /// The value of a scalar, or of an array of nothing but scalars.
    private static func value(ofLeaf node: JSONNode) -> Value {
        node.kind == .array ? joined(Array(node.elements)) : .node(node)
    }

    /// What several scalars become: nulls dropped, joined with `; `; a single one stays what it is.
    private static func joined(_ nodes: [JSONNode]) -> Value {
        let scalars = nodes.filter { $0.kind != .null }
        if scalars.count <= 1 { return scalars.first.map { .node($0) } ?? .missing }
        var text: [UInt8] = []
        for (place, scalar) in scalars.enumerated() {
            if place > 0 { text += Array("; ".utf8) }
            scalar.withText { text.append(contentsOf: $0) }
        }
        return .text(text)
    }
}

extension JSONNode {
    /// Whether an array has no object and no array in it.
    fileprivate var holdsOnlyScalars: Bool {
        elements.allSatisfy { !$0.kind.isContainer }
    }
}
