/// Where a node stands in its document: its key, and the location of what it stands in.
///
/// The root has none. Nodes that stand together share the locations above them.
package final class NodeLocation: Sendable {
    /// Nil directly below the root.
    package let parent: NodeLocation?
    package let key: NodeKey

    package init(parent: NodeLocation?, key: NodeKey) {
        self.parent = parent
        self.key = key
    }

    /// The names and indexes from the root, joined by `.`, as UTF-8.
    package var path: [UInt8] {
        var keys = [NodeKey]()
        var location: NodeLocation? = self
        while let step = location {
            keys.append(step.key)
            location = step.parent
        }
        var path = [UInt8]()
        for (index, key) in keys.reversed().enumerated() {
            if index > 0 { path.append(UInt8(ascii: ".")) }
            switch key {
            case .name(let name): path.append(contentsOf: name)
            case .index(let index): path.append(contentsOf: String(index).utf8)
            }
        }
        return path
    }
}
