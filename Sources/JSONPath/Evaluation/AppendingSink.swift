import JSON

/// Puts the nodes behind those of a list that has others already.
struct AppendingSink: NodeSink {
    var nodes: [LocatedNode]

    mutating func take(_ node: JSONNode) -> Bool {
        nodes.append(LocatedNode(node: node, location: nil))
        return true
    }
}
