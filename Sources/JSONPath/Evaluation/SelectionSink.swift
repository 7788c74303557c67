import JSON

/// Keeps what a value is made of: the nodes that are not null, the first of them without a list.
///
/// Most queries of a mapping select one node or none; those need no memory.
struct SelectionSink: NodeSink {
    private(set) var first: JSONNode?
    /// What follows the first.
    private(set) var others: [JSONNode] = []
    let most: Int

    init(most: Int) {
        self.most = most
    }

    var isFull: Bool { others.count >= most }

    mutating func take(_ node: JSONNode) -> Bool {
        guard node.kind != .null else { return true }
        if first == nil {
            first = node
        } else {
            others.append(node)
        }
        return !isFull
    }
}
