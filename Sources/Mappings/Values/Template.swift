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
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text):
                bytes += text
            case .expression(let expression):
                let value = expression.evaluate(in: &context, single: single)
                guard !value.isMissing else {
                    context.trace?.add(.template, text, "missing")
                    return .missing
                }
                value.append(to: &bytes)
            }
        }
        guard context.spend(on: bytes.count) else { return .missing }
        context.trace?.add(.template, text, Value.text(bytes).summary)
        return bytes.isEmpty ? .missing : .text(bytes)
    }

    /// Whether the template gives a text whatever the event.
    var isNeverMissing: Bool {
        parts.allSatisfy { part in
            guard case .expression(let expression) = part else { return true }
            return expression.isNeverMissing
        }
    }
}
