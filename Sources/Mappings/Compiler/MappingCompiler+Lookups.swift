import JSON

extension MappingCompiler {
    /// Reads the tables of `lookups`: the name of each, where it stands.
    mutating func compileLookups(_ top: ObjectReader) -> [JSONNode] {
        guard let node = top.value("lookups", .object, &bag) else { return [] }
        var names: [JSONNode] = []
        for (name, table) in node.members {
            guard table.kind == .object else {
                bag.error(
                    .wrongType,
                    at: table,
                    "the lookup '\(name.text)' is an object of texts and their replacements, not \(table.kind.words)"
                )
                continue
            }
            names.append(name)
            for (key, entry) in table.members where entry.kind.isContainer || entry.kind == .null {
                bag.error(
                    .wrongType,
                    at: entry,
                    "the entry '\(key.text)' of a lookup is a text, a number or a boolean, not \(entry.kind.words)"
                )
            }
            values.add(table, named: name.text)
        }
        return names
    }
}
