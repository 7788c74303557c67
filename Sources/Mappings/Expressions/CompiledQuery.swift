package import JSON
package import JSONPath

/// A bare query of a mapping file, compiled: what `each`, `from` and `leaf` take.
package struct CompiledQuery: Sendable {
    package let query: Query

    /// The query as it stands in the file.
    package var text: String { query.text }

    package func nodes(in context: inout EvaluationContext) -> [JSONNode] {
        query.nodes(in: &context.query)
    }

    /// The nodes, each with where it stands: for `each`, whose `$key` and `$path` are asked for.
    package func locatedNodes(in context: inout EvaluationContext) -> [LocatedNode] {
        query.locatedNodes(in: &context.query)
    }
}
