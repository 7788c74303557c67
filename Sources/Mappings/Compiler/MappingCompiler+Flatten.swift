import JSON
import JSONPath

extension MappingCompiler {
    /// Compiles the rules of `flatten`.
    mutating func compileFlatten(_ node: JSONNode) -> [FlattenRule] {
        guard node.kind == .array else {
            bag.error(.wrongType, at: node, "'flatten' is a list of rules in [ ], not \(node.kind.words)")
            return []
        }
        var rules: [FlattenRule] = []
        for element in node.elements {
            if let rule = compileRule(element) { rules.append(rule) }
        }
        return rules
    }

    private mutating func compileRule(_ node: JSONNode) -> FlattenRule? {
        if node["from"] != nil {
            if let each = node["each"] {
                bag.error(
                    .conflictingKeys,
                    at: each,
                    "a flatten rule has either 'from' or 'each', not both: make two rules of it"
                )
                return nil
            }
            return compileBelow(node).map { .below($0) }
        }
        if node["each"] != nil || node["key"] != nil || node["value"] != nil {
            return compileEach(node).map { .each($0) }
        }
        let keys = ["from", "prefix", "separator", "omit", "only", "leaf", "each", "key", "value"]
        if ObjectReader(node, "a flatten rule", keys: keys, &bag) != nil {
            bag.error(.missingKey, at: node, "a flatten rule needs 'from', or 'each' with 'key' and 'value'")
        }
        return nil
    }

    private mutating func compileBelow(_ node: JSONNode) -> FlattenBelow? {
        let keys = ["from", "prefix", "separator", "omit", "only", "leaf"]
        guard let rule = ObjectReader(node, "a flatten rule with 'from'", keys: keys, &bag), let fromNode = rule["from"]
        else { return nil }
        let prefix = rule.string("prefix", &bag) ?? ""
        let separator = rule.string("separator", &bag) ?? "_"
        let omit = rule.strings("omit", &bag) ?? []
        let only = rule.strings("only", &bag)
        if let only, only.isEmpty, let list = rule["only"], list.count == 0 {
            bag.error(
                .invalidValue,
                at: list,
                "an empty 'only' lets nothing through: name what to take, or leave it out"
            )
        }
        let (leaf, asksForLocations) = observingLocations { compiler in
            rule["leaf"].flatMap { compiler.compileLeaf($0) }
        }
        guard let from = query(fromNode) else { return nil }
        if isNameless(from.query) {
            bag.error(
                .namelessValue,
                at: fromNode,
                "'\(from.query.text)' is a single value, which has no name to become a field's: put it under 'fields'"
            )
        }
        return FlattenBelow(
            from: from,
            prefix: Array(prefix.utf8),
            separator: Array(separator.utf8),
            omit: NamePatterns(omit),
            only: NamePatterns(only ?? []),
            leaf: leaf,
            asksForLocations: asksForLocations
        )
    }

    private mutating func compileLeaf(_ node: JSONNode) -> CompiledQuery? {
        guard let leaf = query(node) else { return nil }
        guard leaf.query.root == .current else {
            bag.error(
                .invalidQuery,
                at: node,
                "'leaf' looks from each node below, so it begins with '@': \"@.value\""
            )
            return nil
        }
        return leaf
    }

    /// Whether the query can only select what has no names below it: seen by its form, whatever the event.
    private func isNameless(_ query: Query) -> Bool {
        guard query.root == .request, query.isSingular else { return false }
        let path = query.text.dropFirst(query.root.text.count).split { ".[]'\"".contains($0) }
        return path.first == "received_at" || (path.count > 1 && (path[0] == "query" || path[0] == "headers"))
    }

    private mutating func compileEach(_ node: JSONNode) -> FlattenEach? {
        guard let rule = ObjectReader(node, "a flatten rule with 'each'", keys: ["each", "key", "value"], &bag) else {
            return nil
        }
        let each = rule.required("each", "the nodes that become fields", &bag).flatMap { self.query($0) }
        let ((key, value), asksForLocations) = observingLocations { compiler in
            let key = rule.required("key", "the name of each field", &compiler.bag).flatMap { compiler.value($0) }
            let value = rule.required("value", "the value of each field", &compiler.bag).flatMap { compiler.value($0) }
            return (key, value)
        }
        guard let each, let key, let value else { return nil }
        return FlattenEach(each: each, key: key, value: value, asksForLocations: asksForLocations)
    }
}
