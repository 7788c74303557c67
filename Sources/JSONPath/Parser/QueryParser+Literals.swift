/// Literals (RFC 9535 sections 2.3.1.1 and 2.3.5.1).
extension QueryParser {
    /// Reads a literal; nil, and nothing read, when none stands here.
    mutating func parseLiteralOperand() throws(QuerySyntaxError) -> Operand? {
        switch next {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .text(try parseText())
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number(try parseNumber())
        case .some(let byte) where Self.isNameStart(byte):
            let start = position
            let operand: Operand? =
                switch string(takeName()) {
                case "true": .boolean(true)
                case "false": .boolean(false)
                case "null": .null
                default: nil
                }
            if operand == nil { position = start }
            return operand
        default: return nil
        }
    }

    /// `number`: as in JSON, except that it may not begin with `-0` and a digit either.
    private mutating func parseNumber() throws(QuerySyntaxError) -> ByteRange {
        let start = position
        _ = take("-")
        let digits = takeDigits()
        guard let first = digits.first else {
            throw failure("expected a digit behind '-', found \(found)")
        }
        guard digits.count == 1 || text[first] != UInt8(ascii: "0") else {
            throw failure("a number has no leading zeros; write it without", in: start..<position)
        }
        if take(".") {
            guard !takeDigits().isEmpty else { throw failure("expected a digit behind '.', found \(found)") }
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard !takeDigits().isEmpty else { throw failure("expected a digit of the exponent, found \(found)") }
        }
        let copied = tables.bytes.count
        tables.bytes.append(contentsOf: text[start..<position])
        return ByteRange(start: copied, end: tables.bytes.count)
    }

    /// `string-literal`: text in either kind of quotes, its escapes decoded.
    mutating func parseText() throws(QuerySyntaxError) -> ByteRange {
        let open = position
        let quote = text[open]
        let copied = tables.bytes.count
        position += 1
        while let byte = next {
            switch byte {
            case quote:
                position += 1
                return ByteRange(start: copied, end: tables.bytes.count)
            case UInt8(ascii: "\\"):
                try parseEscape(quote: quote)
            case 0..<0x20:
                throw failure("control characters in a text are written as escapes, such as \\n or \\u000a")
            default:
                tables.bytes.append(byte)
                position += 1
            }
        }
        let mark = String(Unicode.Scalar(quote))
        throw failure("the text is not closed; put \(mark) at its end", in: open..<open + 1)
    }

    private mutating func parseEscape(quote: UInt8) throws(QuerySyntaxError) {
        let start = position
        position += 1
        let decoded: UInt8
        switch next {
        case UInt8(ascii: "b"): decoded = 0x08
        case UInt8(ascii: "f"): decoded = 0x0C
        case UInt8(ascii: "n"): decoded = 0x0A
        case UInt8(ascii: "r"): decoded = 0x0D
        case UInt8(ascii: "t"): decoded = 0x09
        case UInt8(ascii: "/"): decoded = UInt8(ascii: "/")
        case UInt8(ascii: "\\"): decoded = UInt8(ascii: "\\")
        case quote: decoded = quote
        case UInt8(ascii: "u"):
            position += 1
            return try parseUnicodeEscape(from: start)
        default:
            let end = position + characterLength
            throw failure(
                "'\(string(start..<end))' is no escape; a backslash itself is written '\\\\'",
                in: start..<end
            )
        }
        tables.bytes.append(decoded)
        position += 1
    }

    /// Four hexadecimal digits, or two times four that make a surrogate pair.
    private mutating func parseUnicodeEscape(from start: Int) throws(QuerySyntaxError) {
        var value = try parseFourHexDigits()
        if (0xD800...0xDBFF).contains(value), take("\\", "u") {
            let low = try parseFourHexDigits()
            if (0xDC00...0xDFFF).contains(low) {
                value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw failure("half of a surrogate pair is no character; write both halves", in: start..<position)
        }
        tables.bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func parseFourHexDigits() throws(QuerySyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch next {
            case .some(let byte) where Self.isDigit(byte): digit = byte - UInt8(ascii: "0")
            case .some(let byte) where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20):
                digit = (byte | 0x20) - UInt8(ascii: "a") + 10
            default: throw failure("expected four hexadecimal digits behind '\\u', found \(found)")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
