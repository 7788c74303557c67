import JSON

/// Puts the nodes in a list, each with its location.
struct LocationSink: NodeSink {
    private(set) var nodes: [LocatedNode] = []
    /// Where the walk begins; nil at a document's root.
    private let start: NodeLocation?
    private let program: Program
    /// The steps from there to where the walk is, with the locations that have been asked for.
    private var steps: [(step: NodeStep, location: NodeLocation?)] = []

    private let most: Int

    init(from start: NodeLocation?, program: Program, most: Int) {
        self.start = start
        self.program = program
        self.most = most
    }

    var isFull: Bool { nodes.count >= most }

    mutating func enter(_ step: NodeStep) {
        steps.append((step, nil))
    }

    mutating func leave(_ count: Int) {
        for _ in 0..<count { steps.removeLast() }
    }

    mutating func take(_ node: JSONNode) -> Bool {
        var known = steps.count
        while known > 0, steps[known - 1].location == nil { known -= 1 }
        var location = known > 0 ? steps[known - 1].location : start
        for index in known..<steps.count {
            location = NodeLocation(parent: location, key: key(steps[index].step))
            steps[index].location = location
        }
        nodes.append(LocatedNode(node: node, location: location))
        return !isFull
    }

    private func key(_ step: NodeStep) -> NodeKey {
        switch step {
        case .name(let name): .name(Array(program.tables.bytes[name.range]))
        case .member(let name): .name(name.lendText { Array($0) })
        case .index(let index): .index(index)
        }
    }
}
