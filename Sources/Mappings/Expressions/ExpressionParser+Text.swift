internal import JSONPath

/// Looking at the text, and finding the way on behind a problem.
extension ExpressionParser {
    /// Whether the expression ends here: with the text, or in a template with `}}`.
    var isAtEnd: Bool {
        position >= text.count || (isTemplate && isClosing(position))
    }

    func isClosing(_ place: Int) -> Bool {
        place + 1 < text.count && text[place] == UInt8(ascii: "}") && text[place + 1] == UInt8(ascii: "}")
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func skipBlank() {
        while position < text.count, QueryParser.isBlank(text[position]) { position += 1 }
    }

    /// How many bytes of letters, digits, `_` and `-` stand there.
    func wordLength(at start: Int) -> Int {
        text[min(start, text.count)...].prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
            default: false
            }
        }.count
    }

    /// Moves to the next `|` (or `,`) outside quotes and brackets, or to the end.
    ///
    /// Where brackets are not closed, they do not count.
    mutating func skip(pastCommas: Bool) {
        let start = position
        if !skip(pastCommas: pastCommas, countsBrackets: true) {
            position = start
            _ = skip(pastCommas: pastCommas, countsBrackets: false)
        }
    }

    /// Moves on as `skip` does; false where the end came within brackets.
    private mutating func skip(pastCommas: Bool, countsBrackets: Bool) -> Bool {
        var depth = 0
        while position < text.count, !(isTemplate && isClosing(position)) {
            switch Unicode.Scalar(text[position]) {
            case "'", "\"":
                skipQuoted()
                continue
            case "\\" where isQuote(position + 1):
                // As in quotes: behind a quote that is not closed no other of its kind is tried, each to the end.
                position += 1
            case "[", "(":
                if countsBrackets { depth += 1 }
            case "]", ")":
                if countsBrackets { depth -= 1 }
            case "|" where depth <= 0:
                guard position + 1 < text.count, text[position + 1] == UInt8(ascii: "|") else {
                    return true
                }
                position += 1
            case "," where depth <= 0 && !pastCommas:
                return true
            default:
                break
            }
            position += 1
        }
        return depth <= 0
    }

    private func isQuote(_ place: Int) -> Bool {
        place < text.count && (text[place] == UInt8(ascii: "'") || text[place] == UInt8(ascii: "\""))
    }

    /// Moves behind a text in quotes, or, where it is not closed, behind the quote.
    private mutating func skipQuoted() {
        let quote = text[position]
        var place = position + 1
        while place < text.count {
            if text[place] == UInt8(ascii: "\\") {
                place += 1
            } else if text[place] == quote {
                position = place + 1
                return
            }
            place += 1
        }
        position += 1
    }
}
