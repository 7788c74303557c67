package import JSONPath

/// A bare query of a mapping file, compiled: what `each`, `from` and `leaf` take.
package struct CompiledQuery: Sendable {
    package let query: Query

    /// The query as it stands in the file.
    package var text: String { query.text }

    /// Puts the nodes behind those of a list: for `each`.
    ///
    /// - Parameter withLocations: whether `$key` and `$path` will be asked for, which takes memory for each node.
    func appendNodes(
        to list: inout [LocatedNode],
        withLocations: Bool,
        in context: inout EvaluationContext
    ) {
        if withLocations {
            list += query.locatedNodes(in: &context.query)
        } else {
            query.appendNodes(to: &list, in: &context.query)
        }
    }
}
