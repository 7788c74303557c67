import JSON

/// What becomes of the nodes that a query selects.
///
/// Walks are specialised for each kind of sink: one that does not ask for steps pays nothing for them.
protocol NodeSink {
    /// Takes the next node; false when no more are wanted.
    mutating func take(_ node: JSONNode) -> Bool
    /// The walk goes to a child.
    mutating func enter(_ step: NodeStep)
    /// The walk comes back by this number of steps.
    mutating func leave(_ steps: Int)
    /// Whether it holds as many nodes as it may: the walk ends there, and with it the event's evaluation.
    var isFull: Bool { get }
}

extension NodeSink {
    mutating func enter(_ step: NodeStep) {}
    mutating func leave(_ steps: Int) {}
    var isFull: Bool { false }
}
