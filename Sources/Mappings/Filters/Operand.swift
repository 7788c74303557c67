internal import JSONPath

/// An argument in the form in which its filter uses it: made when the file is compiled, or for each event.
enum Operand<Content: Sendable>: Sendable {
    case constant(Content)
    case query(Query, OperandReader<Content>)

    /// The argument's content.
    ///
    /// - Throws: where its query selects nothing, several values, or what the filter cannot use.
    func content(for filter: FilterName, in context: inout EvaluationContext) throws(Misfit) -> Content {
        switch self {
        case .constant(let content):
            return content
        case .query(let query, let reader):
            let value = try FilterArgument.query(query).present(for: filter, in: &context)
            guard let content = reader.read(value) else {
                throw Misfit("\(filter.rawValue): its argument \(value.sample) is not \(reader.wanted)")
            }
            return content
        }
    }

    /// The same with its query asked, for work on several values.
    func bound(for filter: FilterName, in context: inout EvaluationContext) throws(Misfit) -> Operand {
        .constant(try content(for: filter, in: &context))
    }
}
