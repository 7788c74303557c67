package import JSON

/// A node that a query has selected, and where it stands.
package struct LocatedNode: Sendable {
    package let node: JSONNode
    /// Nil for a document's root.
    package let location: NodeLocation?

    package init(node: JSONNode, location: NodeLocation?) {
        self.node = node
        self.location = location
    }
}
