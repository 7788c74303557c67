import JSON

/// Puts the nodes in a list.
struct ListSink: NodeSink {
    private(set) var nodes: [JSONNode] = []
    let most: Int

    init(most: Int) {
        self.most = most
    }

    var isFull: Bool { nodes.count >= most }

    mutating func take(_ node: JSONNode) -> Bool {
        nodes.append(node)
        return !isFull
    }
}
