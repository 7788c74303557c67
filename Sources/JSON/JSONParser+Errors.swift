extension JSONParser {
    @inline(never)
    func error(_ reason: JSONParserError.Reason, at offset: Int) -> JSONParserError {
        JSONParserError(reason, at: offset, in: bytes)
    }

    /// Says what is wrong at the position, where something else was expected.
    @inline(never)
    func unexpected(_ expected: JSONParserError.Expected) -> JSONParserError {
        let found = found(at: position)
        switch (expected, found) {
        case (_, .character("/")) where startsComment && dialect == .json:
            return error(.comment, at: position)
        case (.value, .character("'")), (.valueOrArrayEnd, .character("'")), (.name, .character("'")),
            (.nameOrObjectEnd, .character("'")):
            return error(.singleQuotes, at: position)
        case (.name, .word(let word)), (.nameOrObjectEnd, .word(let word)):
            return error(.nameWithoutQuotes(word), at: position)
        case (.value, .character("+")), (.valueOrArrayEnd, .character("+")):
            return error(.plusSign, at: position)
        default:
            return error(isIllFormed ? .invalidUTF8 : .unexpected(found, expected: expected), at: position)
        }
    }

    /// Says what is wrong with what follows the value.
    func textAfterValue() -> JSONParserError {
        if startsComment { return error(.comment, at: position) }
        return error(isIllFormed ? .invalidUTF8 : .textAfterValue(found(at: position)), at: position)
    }

    /// Whether what stands at the position is no UTF-8.
    private var isIllFormed: Bool {
        current >= 0x80 && UTF8Sequence.length(at: start + position, before: start + count) == 0
    }

    /// What stands at the offset, for a person to read.
    func found(at offset: Int) -> JSONParserError.Found {
        var end = offset
        while end < count, end - offset < 24, Self.isWord(start[end]) { end += 1 }
        guard end > offset else { return character(at: offset) }
        return .word(String(decoding: bytes[offset..<end], as: UTF8.self))
    }

    /// The scalar at the offset; U+FFFD where the bytes are no UTF-8.
    func character(at offset: Int) -> JSONParserError.Found {
        guard offset < count else { return .end }
        let text = String(decoding: bytes[offset..<min(offset + 4, count)], as: UTF8.self)
        guard let scalar = text.unicodeScalars.first else { return .end }
        return .character(scalar)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}
