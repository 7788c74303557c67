internal import JSON

/// A compiled template: literal text with expressions in it.
final class Template: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case expression(Expression)
    }

    private enum Step {
        case text(BufferRange)
        case expression(Unmanaged<Expression>)
    }

    let parts: [Part]
    /// The parts, lent by `parts`: to take one of those touched a reference count for every name that a template makes.
    private let steps: [Step]
    /// What the steps' texts lie in.
    private let texts: [UInt8]
    /// The template as it stands in the file.
    let text: String

    init(parts: [Part], text: String) {
        self.parts = parts
        var texts: [UInt8] = []
        steps = parts.map { part in
            switch part {
            case .text(let text):
                texts += text
                return .text(BufferRange(texts.count - text.count, texts.count))
            case .expression(let expression):
                return .expression(.passUnretained(expression))
            }
        }
        self.texts = texts
        self.text = text
    }

    /// The text with the expressions' texts in it; missing where one of them is, or where it becomes too long.
    ///
    /// - Parameter single: whether several values in one expression are a misfit.
    func evaluate(in context: inout EvaluationContext, single: Bool) -> Value {
        var bytes = UniqueBuffer<UInt8>(capacity: 128)
        guard append(to: &bytes, in: &context, single: single) else { return .missing }
        return .text(bytes.contents)
    }

    /// Appends the text; false when it is missing, empty or too long, and what was appended then means nothing.
    func append(to bytes: inout UniqueBuffer<UInt8>, in context: inout EvaluationContext, single: Bool) -> Bool {
        let start = bytes.count
        for step in steps {
            switch step {
            case .text(let range):
                texts.withUnsafeBufferPointer { bytes.append(UnsafeBufferPointer(rebasing: $0[range.range])) }
            case .expression(let expression):
                let isPresent = expression._withUnsafeGuaranteedRef {
                    $0.append(to: &bytes, in: &context, single: single)
                }
                guard isPresent else {
                    context.trace?.add(.template, text, "missing")
                    return false
                }
            }
            // Before the next one: it may be the same long text again.
            guard bytes.count - start <= TextFilters.longestText else {
                context.record(.templateTooLong)
                return false
            }
        }
        guard context.spend(on: bytes.count - start) else { return false }
        context.trace?.add(.template, text, Value.text(Array(bytes[start..<bytes.count])).summary)
        return bytes.count > start
    }

    /// Whether the template gives a text whatever the event.
    var isNeverMissing: Bool {
        parts.allSatisfy { part in
            guard case .expression(let expression) = part else { return true }
            return expression.isNeverMissing
        }
    }
}
