internal import JSONPath

/// What a filter is given: a literal, or a query that is asked when the filter works.
enum FilterArgument: Sendable {
    case literal(Value)
    case query(Query)

    /// The value; missing where a query selects nothing.
    ///
    /// - Throws: where a query selects several values, an object or an array.
    func value(for filter: FilterName, in context: inout EvaluationContext) throws(Misfit) -> Value {
        switch self {
        case .literal(let value):
            return value
        case .query(let query):
            switch context.select(query) {
            case .one(let value):
                guard !value.isContainer else {
                    throw Misfit("\(filter.rawValue): its argument \(query.text) selects \(value.sample)")
                }
                return value
            case .several(let values):
                throw Misfit("\(filter.rawValue): its argument \(query.text) selects \(values.count) values")
            }
        }
    }

    /// The value, which must not be missing.
    func present(for filter: FilterName, in context: inout EvaluationContext) throws(Misfit) -> Value {
        let value = try value(for: filter, in: &context)
        if case .missing = value, case .query(let query) = self {
            throw Misfit("\(filter.rawValue): its argument \(query.text) selects nothing")
        }
        return value
    }
}
