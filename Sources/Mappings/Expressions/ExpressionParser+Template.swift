/// Templates.
extension ExpressionParser {
    /// Reads the text as a template; one without braces is a literal.
    mutating func parseTemplate() -> CompiledValue.Form? {
        var parts: [Template.Part] = []
        var literalStart = 0
        while position < text.count {
            guard isOpening(position) else {
                position += 1
                continue
            }
            if position > literalStart { parts.append(.text(Array(text[literalStart..<position]))) }
            let opening = position
            position += 2
            let expression = parseExpression()
            guard position < text.count else {
                let message =
                    "'{{' is not closed: '}}' is missing; two braces in the text itself are written {{ '{{' }}"
                problem(.invalidTemplate, opening..<opening + 2, message)
                return nil
            }
            position += 2
            literalStart = position
            if let expression { parts.append(.expression(expression)) }
        }
        if literalStart == 0 { return .literal(.text(text)) }
        if literalStart < text.count { parts.append(.text(Array(text[literalStart...]))) }
        return .template(Template(parts: parts, text: String(decoding: text, as: UTF8.self)))
    }

    private func isOpening(_ place: Int) -> Bool {
        text[place] == UInt8(ascii: "{") && place + 1 < text.count && text[place + 1] == UInt8(ascii: "{")
    }
}
