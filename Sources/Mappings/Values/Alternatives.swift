internal import JSON
internal import JSONPath

/// Several values, of which the first that is not missing counts.
final class Alternatives: Sendable {
    /// How a value is asked.
    private enum Step {
        /// By itself: no expression.
        case value
        /// The expression, lent by the value: so it touches no reference count, and of the values themselves each was
        /// retained and released.
        case expression(Unmanaged<Expression>)
        /// The first of several neighbours whose queries are siblings.
        case firstSibling(Unmanaged<Expression>)
        /// One that looks where its sibling has looked.
        case sibling(Unmanaged<Expression>)
    }

    let values: [CompiledValue]
    private let steps: [Step]

    init(_ values: [CompiledValue]) {
        self.values = values
        let expressions = values.map { value -> Expression? in
            if case .expression(let expression) = value.form { expression } else { nil }
        }
        steps = expressions.indices.map { place in
            guard let expression = expressions[place] else { return .value }
            let lent = Unmanaged.passUnretained(expression)
            if place > 0, let before = expressions[place - 1], expression.isSibling(of: before) {
                return .sibling(lent)
            }
            guard place + 1 < expressions.count, let next = expressions[place + 1], next.isSibling(of: expression)
            else {
                return .expression(lent)
            }
            return .firstSibling(lent)
        }
    }

    /// The first value that is not missing.
    func evaluate(in context: inout EvaluationContext, single: Bool) -> Value {
        var holders: (first: JSONNode?, others: [JSONNode]) = (nil, [])
        for place in steps.indices {
            let value: Value
            switch steps[place] {
            case .value:
                value = values[place].evaluate(in: &context, single: single)
            case .firstSibling(let expression) where context.trace == nil:
                value = expression._withUnsafeGuaranteedRef {
                    holders = $0.holders(in: &context)
                    return $0.evaluate(from: holders, in: &context, single: single)
                }
            case .sibling(let expression) where context.trace == nil:
                value = expression._withUnsafeGuaranteedRef {
                    $0.evaluate(from: holders, in: &context, single: single)
                }
            case .expression(let expression), .firstSibling(let expression), .sibling(let expression):
                value = expression._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
            }
            if let trace = context.trace { trace.add(.alternative, "\(place + 1) of \(values.count)", value.summary) }
            if !value.isMissing { return value }
        }
        return .missing
    }
}
