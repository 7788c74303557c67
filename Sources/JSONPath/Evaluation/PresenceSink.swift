import JSON

/// Asks whether there is a node that is neither null nor the empty string.
struct PresenceSink: NodeSink {
    var isFound = false

    mutating func take(_ node: JSONNode) -> Bool {
        isFound = node.kind != .null && !node.isEmptyString
        return !isFound
    }
}
