extension JSONParser {
    /// Reads the string that begins at the position, up to and with its closing quote.
    ///
    /// Returns whether it has escapes.
    @inline(__always)
    mutating func string() throws(JSONParserError) -> Bool {
        let begin = position
        let end = endOfPlain(from: begin &+ 1)
        guard end < count, start[end] == UInt8(ascii: "\"") else { return try string(from: begin, plainUntil: end) }
        position = end &+ 1
        return false
    }

    /// Reads a string that has more than ASCII without escapes: apart, for most strings have not.
    @inline(never)
    private mutating func string(from begin: Int, plainUntil end: Int) throws(JSONParserError) -> Bool {
        var isEscaped = false
        position = end
        while true {
            guard position < count else { throw error(.unterminatedString, at: begin) }
            switch start[position] {
            case UInt8(ascii: "\""):
                position += 1
                return isEscaped
            case UInt8(ascii: "\\"):
                isEscaped = true
                try escape(in: begin)
            case let byte where byte < 0x20:
                throw error(.controlCharacter(byte), at: position)
            default:
                try skipUTF8()
            }
            position = endOfPlain(from: position)
        }
    }

    /// Where the next quote, backslash, control character or byte that is not ASCII stands; the end when there is none.
    ///
    /// Looks at sixteen bytes at once: the high bits of `marks` mark such bytes. By arithmetic, for vectors' comparisons are not
    /// inlined here: with them the parser took five times as many instructions.
    @inline(__always)
    private func endOfPlain(from begin: Int) -> Int {
        let high: UInt64 = 0x8080_8080_8080_8080
        var here = begin
        while count &- here >= 16 {
            let bytes = UnsafeRawPointer(start + here).loadUnaligned(as: SIMD16<UInt8>.self)
            let quotes = (bytes ^ SIMD16(repeating: 0x22)) &- SIMD16(repeating: 1)
            let backslashes = (bytes ^ SIMD16(repeating: 0x5C)) &- SIMD16(repeating: 1)
            let controls = bytes &- SIMD16(repeating: 0x20)
            let marks = unsafeBitCast(quotes | backslashes | controls | bytes, to: SIMD2<UInt64>.self)
            let (first, second) = (UInt64(littleEndian: marks[0]) & high, UInt64(littleEndian: marks[1]) & high)
            if first != 0 { return here &+ first.trailingZeroBitCount &>> 3 }
            if second != 0 { return here &+ 8 &+ second.trailingZeroBitCount &>> 3 }
            here &+= 16
        }
        while here < count, case let byte = start[here], byte != 0x22, byte != 0x5C, byte &- 0x20 < 0x60 {
            here &+= 1
        }
        return here
    }

    /// Passes over the scalars that are not ASCII, which must be well-formed.
    @inline(__always)
    private mutating func skipUTF8() throws(JSONParserError) {
        repeat {
            let length = UTF8Sequence.length(at: start + position, before: start + count)
            guard length > 0 else { throw error(.invalidUTF8, at: position) }
            position += length
        } while position < count && start[position] >= 0x80
    }

    /// Passes over the escape at the position, in the string that began at `begin`.
    private mutating func escape(in begin: Int) throws(JSONParserError) {
        guard position + 1 < count else { throw error(.unterminatedString, at: begin) }
        switch start[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            for index in position + 2..<position + 6 {
                guard index < count else { throw error(.unterminatedString, at: begin) }
                guard Self.isHexadecimal(start[index]) else { throw error(.invalidUnicodeEscape, at: position) }
            }
            position += 6
        default:
            throw error(.invalidEscape(character(at: position + 1)), at: position)
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default:
            false
        }
    }
}
