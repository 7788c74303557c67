internal import JSON

/// A compiled template: literal text with expressions in it.
final class Template: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case expression(Expression)
    }

    let parts: [Part]
    /// The template as it stands in the file.
    let text: String

    init(parts: [Part], text: String) {
        self.parts = parts
        self.text = text
    }

    /// The text with the expressions' texts in it; missing where one of them is.
    ///
    /// - Parameter single: whether several values in one expression are a misfit.
    func evaluate(in context: inout EvaluationContext, single: Bool) -> Value {
        var bytes = UniqueBuffer<UInt8>(capacity: 128)
        guard append(to: &bytes, in: &context, single: single) else { return .missing }
        return .text(bytes.contents)
    }

    /// Appends the text; false when it is missing or empty, and what was appended then means nothing.
    func append(to bytes: inout UniqueBuffer<UInt8>, in context: inout EvaluationContext, single: Bool) -> Bool {
        let start = bytes.count
        for part in parts {
            switch part {
            case .text(let text):
                bytes.append(text)
            case .expression(let expression):
                guard expression.append(to: &bytes, in: &context, single: single) else {
                    context.trace?.add(.template, text, "missing")
                    return false
                }
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
