extension JSONParser {
    /// Reads the rest of the string whose opening quote, at `begin`, lies behind, up to and with the closing one.
    ///
    /// Returns whether it has escapes.
    @inline(__always)
    mutating func string(from begin: Int) throws(JSONParserError) -> Bool {
        var isEscaped = false
        while true {
            skipPlain()
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
        }
    }

    /// Goes on to the next quote, backslash, control character, byte that is not ASCII, or the end.
    ///
    /// Looks at eight bytes at once: the mask's high bits mark such bytes. A borrow may mark a wrong byte, but only above
    /// a right one, and the lowest is the one that counts.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var here = position
        while count &- here >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(start + here).loadUnaligned(as: UInt64.self))
            let quotes = (word ^ ones &* 0x22) &- ones
            let backslashes = (word ^ ones &* 0x5C) &- ones
            let controls = word &- ones &* 0x20
            let marks = (quotes | backslashes | controls | word) & (ones &* 0x80)
            guard marks == 0 else {
                position = here &+ marks.trailingZeroBitCount >> 3
                return
            }
            here &+= 8
        }
        while here < count, case let byte = start[here], byte != 0x22, byte != 0x5C, byte &- 0x20 < 0x60 {
            here &+= 1
        }
        position = here
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
