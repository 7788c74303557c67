import JSON

/// Counts the nodes, and keeps the first.
struct CountSink: NodeSink {
    var count = 0
    var first: JSONNode?
    /// How many are wanted: counting ends there.
    let most: Int

    mutating func take(_ node: JSONNode) -> Bool {
        if count == 0 { first = node }
        count += 1
        return count < most
    }
}
