import JSON

/// Puts the nodes behind those of a list that has others already.
struct AppendingSink: NodeSink {
    var nodes: [LocatedNode]
    /// How many the list may hold, those that it has already among them.
    let most: Int

    var isFull: Bool { nodes.count >= most }

    mutating func take(_ node: JSONNode) -> Bool {
        nodes.append(LocatedNode(node: node, location: nil))
        return !isFull
    }
}
