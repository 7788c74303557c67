import JSON

/// Asks whether there is a node at all.
struct ExistenceSink: NodeSink {
    var isFound = false

    mutating func take(_ node: JSONNode) -> Bool {
        isFound = true
        return false
    }
}
