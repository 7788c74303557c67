extension JSONDocument {
    /// The names and indexes that lead from the root to the node; empty for the root.
    ///
    /// A name's path is its value's. Costs a step for each earlier sibling on the way.
    package func path(to node: JSONNode) -> [JSONPathComponent] {
        precondition(node.document === self, "a path to a node of another document")
        var path: [JSONPathComponent] = []
        var current = root
        while current.index < node.index {
            guard let (component, child) = current.step(towards: node.index) else {
                preconditionFailure("no way from cell \(current.index) to cell \(node.index)")
            }
            path.append(component)
            if child.index > node.index { break }
            current = child
        }
        return path
    }
}

extension JSONNode {
    /// The member or element in which the cell lies, or whose name it is.
    fileprivate func step(towards index: UInt32) -> (JSONPathComponent, JSONNode)? {
        if kind == .object {
            for (name, value) in members where index < value.cell.link { return (.name(name.text), value) }
            return nil
        }
        for (position, element) in elements.enumerated() where index < element.cell.link {
            return (.index(position), element)
        }
        return nil
    }
}
