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
        let nodes = select(rule.each, withLocations: rule.asksForLocations)
        try checkSteps("flatten")
        for index in nodes {
            context.query.enter(memory.nodes[index])
            guard try writeName(rule.key) else { continue }
            let value = rule.value.evaluate(in: &context)
            if !context.misfits.isEmpty { try note(name, isFatal: false) }
            if explains { explain(name, value) }
            if context.query.isExhausted { try checkSteps(name) }
            if !value.isMissing { try place(value) }
        }
        memory.nodes.removeLast(nodes.count)
    }

    /// Makes the name of what is flattened next; false when it is missing.
    private mutating func writeName(_ key: CompiledValue) throws(MappingError) -> Bool {
        memory.name.removeAll()
        memory.nameIsPlain = false
        guard !explains else {
            let key = try value(key, for: "flatten")
            key.append(to: &memory.name)
            return !key.isMissing
        }
        let isPresent = key.write(to: &memory.name, in: &context)
        if !context.misfits.isEmpty { try note("flatten", isFatal: false) }
        if context.query.isExhausted { try checkSteps("flatten") }
        return isPresent
    }

    /// The name of what is flattened next.
    private var name: String { String(decoding: memory.name.elements, as: UTF8.self) }

    private mutating func flatten(_ rule: FlattenBelow) throws(MappingError) {
        let outer = context.query.current.map { LocatedNode(node: $0, location: context.query.location) }
        defer { leave(to: outer) }
        let nodes = select(rule.from, withLocations: rule.asksForLocations)
        try checkSteps("flatten")
        for index in nodes {
            let located = memory.nodes[index]
            let node = located.node
            memory.name.removeAll()
            memory.name.append(rule.prefix)
            memory.nameIsPlain = rule.isPlain
            if node.kind == .object || (node.kind == .array && !node.holdsOnlyScalars) {
                try enter(node, rule, located.location, isFirst: true)
            } else if !Self.value(ofLeaf: node).isMissing {
                try note(
                    "flatten",
                    "\(rule.from.text) selects \(Value.node(node).sample), which has no name to become a field's"
                )
            }
        }
        memory.nodes.removeLast(nodes.count)
    }

    /// Flattens all that lies directly below an object or array.
    private mutating func enter(
        _ node: JSONNode,
        _ rule: FlattenBelow,
        _ location: NodeLocation?,
        isFirst: Bool
    ) throws(MappingError) {
        let length = memory.name.count
        if node.kind == .object {
            // Without a `leaf` null is missing; many senders send it for all that was not asked.
            for (name, value) in node.members where value.kind != .null || rule.leaf != nil {
                if !isFirst { memory.name.append(rule.separator) }
                if let text = name.verbatimText {
                    // Without escapes there, it needs none when it is written.
                    memory.name.append(text)
                } else {
                    name.appendText(to: &memory.name)
                    memory.nameIsPlain = false
                }
                if rule.leaf == nil, !value.kind.isContainer {
                    try emit(.node(value), rule)
                } else {
                    try visit(value, rule, location) { .name(name.withText { Array($0) }) }
                }
                memory.name.truncate(to: length)
            }
        } else {
            for (index, value) in node.elements.enumerated() {
                if !isFirst { memory.name.append(rule.separator) }
                memory.name.append(decimal: index)
                try visit(value, rule, location) { .index(index) }
                memory.name.truncate(to: length)
            }
        }
    }

    private mutating func visit(
        _ node: JSONNode,
        _ rule: FlattenBelow,
        _ parent: NodeLocation?,
        _ key: () -> NodeKey
    ) throws(MappingError) {
        if let leaf = rule.leaf {
            let location = rule.asksForLocations ? NodeLocation(parent: parent, key: key()) : nil
            context.query.enter(LocatedNode(node: node, location: location))
            let selected = select(leaf, withLocations: false)
            defer { memory.nodes.removeLast(selected.count) }
            try checkSteps("flatten")
            if !selected.isEmpty, selected.allSatisfy({ !memory.nodes[$0].node.kind.isContainer }) {
                return try emit(Self.joined(memory.nodes[selected].lazy.map(\.node)), rule)
            }
            guard node.kind.isContainer, !(node.kind == .array && node.holdsOnlyScalars) else {
                return try emit(Self.value(ofLeaf: node), rule)
            }
            return try enter(node, rule, location, isFirst: false)
        }
        guard node.kind.isContainer, !(node.kind == .array && node.holdsOnlyScalars) else {
            return try emit(Self.value(ofLeaf: node), rule)
        }
        guard !rule.omitsAll(below: memory.name[rule.prefix.count..<memory.name.count]) else { return }
        try enter(node, rule, nil, isFirst: false)
    }

    /// Makes a field of a value, named by the memory's name, if the rule's names let it through.
    private mutating func emit(_ value: Value, _ rule: FlattenBelow) throws(MappingError) {
        guard !value.isMissing else { return }
        let prefix = rule.prefix.count
        guard rule.lets(through: memory.name[prefix..<memory.name.count]) else { return }
        if explains { explainFlattened(value, rule) }
        try place(value)
    }

    /// Adds a flattened value that is not missing by the memory's name, unless that is one that only a person may give.
    @inline(__always)
    private mutating func place(_ value: Value) throws(MappingError) {
        guard !ReservedName.contains(memory.name.elements) else { return warnOfReservedName() }
        memory.payload.addFlattened(memory.name.elements, isPlain: memory.nameIsPlain, value)
        try checkSize(with: memory.payload.count)
    }

    @inline(never)
    private mutating func warnOfReservedName() {
        warnings.add(name, "left out: 'flatten' makes no field of this name, which Funnelytics gives a meaning to")
    }

    /// Makes the node that was current before the current one again.
    mutating func leave(to outer: LocatedNode?) {
        if let outer { context.query.enter(outer) } else { context.query.enter(nil) }
    }

    @inline(never)
    private mutating func explainFlattened(_ value: Value, _ rule: FlattenBelow) {
        let step = EvaluationStep(kind: .query, text: rule.from.text, result: value.sample)
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
        node.kind == .array ? joined(node.elements) : .node(node)
    }

    /// What several scalars become: nulls dropped, joined with `; `; a single one stays what it is.
    private static func joined(_ nodes: some Sequence<JSONNode>) -> Value {
        var first: JSONNode?
        for scalar in nodes where scalar.kind != .null {
            guard first == nil else { return joinedText(nodes) }
            first = scalar
        }
        return first.map { .node($0) } ?? .missing
    }

    private static func joinedText(_ nodes: some Sequence<JSONNode>) -> Value {
        var text = UniqueBuffer<UInt8>(capacity: 128)
        var isFirst = true
        for scalar in nodes where scalar.kind != .null {
            if !isFirst { text.append(Selection.separator) }
            isFirst = false
            scalar.appendText(to: &text)
        }
        return .text(text.contents)
    }
}

extension JSONNode {
    /// Whether an array has no object and no array in it.
    fileprivate var holdsOnlyScalars: Bool {
        elements.allSatisfy { !$0.kind.isContainer }
    }
}
