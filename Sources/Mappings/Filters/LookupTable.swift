internal import JSON

/// A table of `lookups`: texts, and what stands for each.
final class LookupTable: Sendable {
    private let entries: [[UInt8]: Value]

    /// The table of an object's members; objects, arrays and null among its values are left out.
    init(_ object: JSONNode) {
        var entries: [[UInt8]: Value] = [:]
        for (name, node) in object.members {
            let value = Value.node(node).detached
            guard !value.isContainer, node.kind != .null else { continue }
            entries[name.withText { Array($0) }] = value
        }
        self.entries = entries
    }

    /// What stands for a scalar's text; nil without an entry.
    func entry(for value: Value) -> Value? {
        entries[value.utf8]
    }
}
