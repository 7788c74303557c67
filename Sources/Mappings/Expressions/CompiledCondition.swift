package import JSONPath

/// A condition of a mapping file, compiled.
package struct CompiledCondition: Sendable {
    package let condition: Condition

    /// The condition as it stands in the file.
    package var text: String { condition.text }

    package func holds(in context: inout EvaluationContext) -> Bool {
        condition.holds(in: &context.query)
    }
}
