/// Several values, of which the first that is not missing counts.
final class Alternatives: Sendable {
    let values: [CompiledValue]
    /// The expressions that they are, lent by them; nil for other values.
    ///
    /// To ask an expression so touches no reference count: of the values themselves each was retained and released.
    private let expressions: [Unmanaged<Expression>?]

    init(_ values: [CompiledValue]) {
        self.values = values
        expressions = values.map { value in
            if case .expression(let expression) = value.form { .passUnretained(expression) } else { nil }
        }
    }

    /// The first value that is not missing.
    func evaluate(in context: inout EvaluationContext, single: Bool) -> Value {
        for place in expressions.indices {
            let value =
                if let expression = expressions[place] {
                    expression._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
                } else {
                    values[place].evaluate(in: &context, single: single)
                }
            if let trace = context.trace { trace.add(.alternative, "\(place + 1) of \(values.count)", value.summary) }
            if !value.isMissing { return value }
        }
        return .missing
    }
}
