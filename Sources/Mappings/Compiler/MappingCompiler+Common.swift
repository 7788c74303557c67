import JSON

extension MappingCompiler {
    private static let commonKeys = ["session", "email", "dateTime", "fields", "flatten"]

    /// Compiles what every action shares.
    mutating func compileCommon(_ node: JSONNode) {
        guard let reader = ObjectReader(node, "'common'", keys: Self.commonKeys, &bag) else { return }
        for (name, valueNode) in node.members {
            switch name.text {
            case "session": common.session = shared(name, valueNode)
            case "email": common.email = shared(name, valueNode)
            case "dateTime": common.dateTime = shared(name, valueNode)
            default: break
            }
        }
        if let fields = reader["fields"] {
            var places: [[UInt8]: JSONNode] = [:]
            for (name, _) in fields.members { places[Array(name.text.utf8)] = name }
            for field in compileFields(fields, "'fields'") {
                guard let place = places[field.nameBytes] else { continue }
                common.fields.append(CommonPart.Shared(content: field, name: place))
            }
        }
        common.flatten = reader["flatten"].map { compileFlatten($0) } ?? []
    }

    private mutating func shared(_ name: JSONNode, _ node: JSONNode) -> CommonPart.Shared<CompiledValue>? {
        value(node).map { CommonPart.Shared(content: $0, name: name) }
    }
}
