internal import JSON
package import JSONPath

/// A value of a mapping file, compiled: an expression, a template, a literal, or alternatives of them.
package struct CompiledValue: Sendable {
    /// What stands in the file.
    enum Form: Sendable {
        case literal(Value)
        case expression(Expression)
        case template(Template)
        case alternatives(Alternatives)
    }

    /// What the form holds, lent by it.
    private enum Lent {
        case literal
        case expression(Unmanaged<Expression>)
        case template(Unmanaged<Template>)
        case alternatives(Unmanaged<Alternatives>)
    }

    let form: Form
    /// Taking the form apart, or handing it along, touched a reference count: half of all retains and releases of an event.
    private let lent: Lent

    init(form: Form) {
        self.form = form
        lent =
            switch form {
            case .literal: .literal
            case .expression(let expression): .expression(.passUnretained(expression))
            case .template(let template): .template(.passUnretained(template))
            case .alternatives(let alternatives): .alternatives(.passUnretained(alternatives))
            }
    }

    /// The value for an event; misfits on the way are left in the context.
    ///
    /// - Parameter single: whether the place takes one value only, so that several nodes are a misfit: `session`,
    ///   `email`, `dateTime`, `action` and the keys of a purchase.
    @inline(__always)
    package func evaluate(in context: inout EvaluationContext, single: Bool = false) -> Value {
        guard case .expression(let expression) = lent else { return evaluateOther(in: &context, single: single) }
        return expression._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
    }

    /// The one node that is read as a date, when nothing else is done with it; nil for any other value.
    func nodeOfDate(in context: inout EvaluationContext) -> JSONNode? {
        guard case .expression(let expression) = lent else { return nil }
        return expression._withUnsafeGuaranteedRef { $0.nodeOfDate(in: &context) }
    }

    private func evaluateOther(in context: inout EvaluationContext, single: Bool) -> Value {
        switch lent {
        case .literal:
            guard case .literal(let value) = form, !value.isMissing else { return .missing }
            return value
        case .expression(let expression):
            return expression._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
        case .template(let template):
            return template._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
        case .alternatives(let alternatives):
            return alternatives._withUnsafeGuaranteedRef { $0.evaluate(in: &context, single: single) }
        }
    }

    /// Appends the text of the value to a list that is empty; false when it is missing.
    ///
    /// For names that are made for each node of an event: a template's text needs no memory of its own.
    func write(to bytes: inout UniqueBuffer<UInt8>, in context: inout EvaluationContext) -> Bool {
        if case .template(let template) = lent {
            return template._withUnsafeGuaranteedRef { $0.append(to: &bytes, in: &context, single: false) }
        }
        let value = evaluate(in: &context)
        guard !value.isMissing else { return false }
        value.append(to: &bytes)
        return true
    }

    /// The text, where it is the same for every event and can be seen in the file; empty for `""`.
    package var constantText: String? {
        guard case .literal(let value) = form else { return nil }
        return value.text
    }

    /// Whether there is a value whatever the event.
    package var isNeverMissing: Bool {
        switch form {
        case .literal(let value): !value.isMissing
        case .expression(let expression): expression.isNeverMissing
        case .template(let template): template.isNeverMissing
        case .alternatives(let alternatives): alternatives.values.contains(where: \.isNeverMissing)
        }
    }

    /// Every root that the value's queries begin at, filters' arguments left out.
    package var roots: QueryRoots {
        switch form {
        case .literal: []
        case .expression(let expression): expression.roots
        case .template(let template):
            template.parts.reduce(into: []) { roots, part in
                if case .expression(let expression) = part { roots.formUnion(expression.roots) }
            }
        case .alternatives(let alternatives):
            alternatives.values.reduce(into: []) { $0.formUnion($1.roots) }
        }
    }
}
