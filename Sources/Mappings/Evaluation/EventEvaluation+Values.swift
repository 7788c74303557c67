internal import Domain
internal import JSON
internal import JSONPath

extension EventEvaluation {
    /// A value that may be missing; what did not fit leaves warnings under the field's name.
    @inline(__always)
    mutating func value(
        _ compiled: CompiledValue,
        for field: @autoclosure () -> String
    ) throws(MappingError) -> Value {
        let value = compiled.evaluate(in: &context, single: false)
        if explains { explain(field(), value) }
        if !context.misfits.isEmpty { try note(field(), isFatal: false) }
        if context.query.isExhausted { try checkSteps(field()) }
        return value
    }

    /// A value that must not be missing because something did not fit.
    mutating func vital(
        _ compiled: CompiledValue,
        for field: @autoclosure () -> String,
        single: Bool
    ) throws(MappingError) -> Value {
        let value = compiled.evaluate(in: &context, single: single)
        // First, for what fails is what a person asks about.
        if explains { explain(field(), value) }
        if !context.misfits.isEmpty { try note(field(), isFatal: value.isMissing) }
        if context.query.isExhausted { try checkSteps(field()) }
        return value
    }

    /// Takes the misfits as warnings, or the first of them as the mapping's error.
    mutating func note(_ field: String, isFatal: Bool) throws(MappingError) {
        let misfits = context.takeMisfits()
        if isFatal || isStrict, let first = misfits.first {
            throw MappingError(field: field, message: first.message)
        }
        for misfit in misfits { warnings.add(field, misfit.message) }
    }

    /// Takes one misfit that the evaluation itself has found.
    mutating func note(_ field: String, _ message: String) throws(MappingError) {
        guard !isStrict else { throw MappingError(field: field, message: message) }
        warnings.add(field, message)
    }

    /// Adds to how `dateTime` came to be that it was read as a date, where it was none yet.
    mutating func explain(_ date: DateValue) {
        guard let last = provenance.popLast() else { preconditionFailure("a date out of nothing") }
        let step = EvaluationStep(kind: .filter, text: "| date", result: "\"\(date.text)\"")
        let isDate = last.value == step.result
        provenance.append(
            MappingResult.FieldProvenance(
                action: last.action,
                field: last.field,
                value: step.result,
                steps: last.steps + (isDate ? [] : [step])
            )
        )
    }

    /// Adds to how `dateTime` came to be why it cannot be read as a date.
    mutating func explainNoDate(_ message: String) {
        guard let last = provenance.popLast() else { preconditionFailure("no date out of nothing") }
        provenance.append(
            MappingResult.FieldProvenance(
                action: last.action,
                field: last.field,
                value: nil,
                steps: last.steps + [EvaluationStep(kind: .misfit, text: message, result: "missing")]
            )
        )
    }

    mutating func explain(_ field: String, _ value: Value) {
        let steps = context.trace?.takeSteps() ?? []
        var writer = JSONWriter()
        writer.write(value)
        provenance.append(
            MappingResult.FieldProvenance(
                action: actions.count,
                field: field,
                value: value.isMissing ? nil : String(decoding: writer.bytes, as: UTF8.self),
                steps: steps
            )
        )
    }
}
