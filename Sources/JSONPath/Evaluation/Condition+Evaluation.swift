extension Condition {
    /// Whether the condition holds for the current node.
    ///
    /// Not to be believed where evaluation was cut short (`context.isExhausted`).
    package func holds(in context: inout QueryContext) -> Bool {
        program.holds(expression, at: context.top, &context) && !context.isExhausted
    }
}
