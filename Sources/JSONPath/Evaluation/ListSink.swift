import JSON

/// Puts the nodes in a list.
struct ListSink: NodeSink {
    var nodes: [JSONNode] = []

    mutating func take(_ node: JSONNode) -> Bool {
        nodes.append(node)
        return true
    }
}
