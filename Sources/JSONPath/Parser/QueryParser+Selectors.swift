/// The selectors in brackets (RFC 9535 section 2.3).
extension QueryParser {
    mutating func parseSelector() throws(QuerySyntaxError) -> Selector {
        switch next {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return .name(try parseText())
        case UInt8(ascii: "*"):
            position += 1
            return .wildcard
        case UInt8(ascii: "?"):
            position += 1
            return .filter(try parseFilter())
        case UInt8(ascii: ":"), UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            return try parseIndexOrSlice()
        case UInt8(ascii: "]"):
            throw failure("expected a selector, found ']'; all children are [*]")
        case .some(let byte) where Self.isNameStart(byte):
            let start = position
            var probe = self
            let name = string(probe.takeName())
            throw failure("a name in brackets stands in quotes: ['\(name)']", in: start..<probe.position)
        default:
            throw failure("expected a name in quotes, an index, a slice, '*' or '?', found \(found)")
        }
    }

    private mutating func parseFilter() throws(QuerySyntaxError) -> Int32 {
        try enter()
        filterDepth += 1
        skipBlank()
        let expression = tables.append(try parseLogicalExpression())
        filterDepth -= 1
        depth -= 1
        return expression
    }

    /// Opens a filter selector, a parenthesis or a function call, and refuses one too many.
    mutating func enter() throws(QuerySyntaxError) {
        guard depth < Self.deepestNesting else {
            throw failure("filters, parentheses and functions nest deeper than \(Self.deepestNesting); make it simpler")
        }
        depth += 1
    }

    /// `[start S] ":" S [end S] [":" [S step]]`, or an index alone.
    private mutating func parseIndexOrSlice() throws(QuerySyntaxError) -> Selector {
        var start: Int?
        if next != UInt8(ascii: ":") {
            let index = try parseInteger()
            let behind = position
            skipBlank()
            guard next == UInt8(ascii: ":") else {
                position = behind
                return .index(index)
            }
            start = index
        }
        position += 1
        skipBlank()
        let end = try parseOptionalInteger()
        let behindEnd = position
        skipBlank()
        guard take(":") else {
            position = behindEnd
            return .slice(start: start, end: end, step: 1)
        }
        let behindColon = position
        skipBlank()
        guard let step = try parseOptionalInteger() else {
            position = behindColon
            return .slice(start: start, end: end, step: 1)
        }
        return .slice(start: start, end: end, step: step)
    }

    private mutating func parseOptionalInteger() throws(QuerySyntaxError) -> Int? {
        guard let byte = next, byte == UInt8(ascii: "-") || Self.isDigit(byte) else { return nil }
        return try parseInteger()
    }

    /// `int` of section 2.3.3.1: no leading zeros, no `-0`, within ±(2^53 - 1).
    private mutating func parseInteger() throws(QuerySyntaxError) -> Int {
        let start = position
        let isNegative = take("-")
        let digits = takeDigits()
        guard let first = digits.first else {
            throw failure("expected a digit behind '-', found \(found)")
        }
        let isZero = text[first] == UInt8(ascii: "0")
        guard !isZero || digits.count == 1 else {
            throw failure("an index has no leading zeros; write it without", in: start..<position)
        }
        guard !isZero || !isNegative else {
            throw failure("'-0' is no index; write '0'", in: start..<position)
        }
        // 16 digits are within 64 bits.
        guard digits.count <= 16 else { throw tooLarge(start..<position) }
        let value = text[digits].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        guard value <= Self.largestInteger else { throw tooLarge(start..<position) }
        return isNegative ? -value : value
    }

    private func tooLarge(_ range: Range<Int>) -> QuerySyntaxError {
        failure("indexes go from -\(Self.largestInteger) to \(Self.largestInteger)", in: range)
    }

    mutating func takeDigits() -> Range<Int> {
        let start = position
        while let byte = next, Self.isDigit(byte) { position += 1 }
        return start..<position
    }
}
