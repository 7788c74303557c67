extension JSONParser {
    /// Passes over white space and, in JSONC, comments.
    @inline(__always)
    mutating func skipSpace() throws(JSONParserError) {
        if position < count, start[position] <= 0x20 || start[position] == UInt8(ascii: "/") { try skipMoreSpace() }
    }

    @inline(never)
    private mutating func skipMoreSpace() throws(JSONParserError) {
        while position < count {
            switch start[position] {
            case 0x20, 0x0A, 0x0D, 0x09:
                position += 1
            case UInt8(ascii: "/") where dialect == .jsonc && startsComment:
                try skipComment()
            default:
                return
            }
        }
    }

    /// Whether `//` or `/*` stands at the position.
    var startsComment: Bool {
        guard position + 1 < count, start[position] == UInt8(ascii: "/") else { return false }
        return start[position + 1] == UInt8(ascii: "/") || start[position + 1] == UInt8(ascii: "*")
    }

    private mutating func skipComment() throws(JSONParserError) {
        let begin = position
        let isLine = start[position + 1] == UInt8(ascii: "/")
        position += 2
        while position < count {
            switch start[position] {
            case 0x0A where isLine, 0x0D where isLine:
                return
            case UInt8(ascii: "*") where !isLine && position + 1 < count && start[position + 1] == UInt8(ascii: "/"):
                position += 2
                return
            case 0x80...:
                let length = UTF8Sequence.length(at: start + position, before: start + count)
                guard length > 0 else { throw error(.invalidUTF8, at: position) }
                position += length
            default:
                position += 1
            }
        }
        if !isLine { throw error(.unterminatedComment, at: begin) }
    }
}
