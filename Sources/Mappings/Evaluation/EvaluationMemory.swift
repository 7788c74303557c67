internal import JSON
internal import JSONPath

/// What evaluating allocates for one event and uses again for the next.
struct EvaluationMemory: ~Copyable {
    var payload = PayloadBuilder()
    var hasher = DedupeHasher()
    /// The name of what is flattened next: a prefix, and the names below a node on the way to it.
    var name = UniqueBuffer<UInt8>(capacity: 256)
    /// Whether that name is known to hold nothing that JSON must escape.
    var nameIsPlain = false
    /// What the queries of `each` and `from` that are being gone through have selected, the innermost last.
    var nodes: [LocatedNode] = []
    var query = QueryMemory()
    var slugs = SlugMemory()

    /// Whether it is worth keeping: a large event's memory is not held for the small ones after it.
    var isModest: Bool {
        payload.capacity <= Self.mostKept && nodes.capacity <= Self.mostKept / 32
    }

    private static let mostKept = 256 * 1_024
}
