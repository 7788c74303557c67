import JSON

/// `$key` and `$path`.
extension QueryContext {
    /// What the root is for the current node; nil without a current node, and where that is the document's root.
    mutating func value(of root: QueryRoot) -> QueryValue? {
        switch root {
        case .key:
            guard let location = findLocation() else { return nil }
            return switch location.key {
            case .name(let name): .text(name)
            case .index(let index): .index(index)
            }
        case .path:
            guard let path = findLocation()?.path, spend(path.count >> 2) else { return nil }
            return .text(path)
        case .body, .current, .request:
            preconditionFailure("'\(root.text)' is a node and no value")
        }
    }

    /// Where the current node stands; looked for when nobody has said so.
    mutating func findLocation() -> NodeLocation? {
        guard location == nil, let current else { return location }
        var found: NodeLocation?
        var parent = current.document.root
        for component in current.document.path(to: current) {
            switch component {
            case .name(let name):
                found = NodeLocation(parent: found, key: .name(Array(name.utf8)))
                _ = spend(1 + parent.count >> 2)
                parent = parent[name] ?? parent
            case .index(let index):
                found = NodeLocation(parent: found, key: .index(index))
                _ = spend(1 + index >> 2)
                parent = parent[index] ?? parent
            }
        }
        location = found
        return found
    }
}
