/// A cursor over the UTF-8 of a date.
struct DateCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    private let end: Int

    /// A cursor over the text without the white space around it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var end = bytes.count
        while start < end, Self.isSpace(bytes[start]) { start += 1 }
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        self.bytes = bytes
        position = start
        self.end = end
    }

    var isAtEnd: Bool { position == end }
    var left: Int { end - position }

    /// The byte `distance` further on; 0 past the end.
    func peek(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < end ? bytes[index] : 0
    }

    mutating func advance(_ count: Int = 1) {
        position = min(position + count, end)
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Skips a letter in either case.
    mutating func skipLetter(_ lower: Unicode.Scalar) -> Bool {
        guard position < end, bytes[position] | 0x20 == UInt8(ascii: lower) else { return false }
        position += 1
        return true
    }

    /// Skips white space, if there is any.
    mutating func skipSpaces() {
        while position < end, Self.isSpace(bytes[position]) { position += 1 }
    }

    /// The number that exactly so many digits spell.
    mutating func take(digits count: Int) -> Int? {
        guard left >= count else { return nil }
        var value = 0
        for index in position..<(position + count) {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += count
        return value
    }

    /// The number that the next digits spell, as many of them as there are up to a limit.
    mutating func take(upTo limit: Int) -> Int? {
        let count = digitCount(upTo: limit)
        return count == 0 ? nil : take(digits: count)
    }

    /// How many digits come next.
    func digitCount(upTo limit: Int = .max) -> Int {
        var count = 0
        while count < limit, position + count < end, bytes[position + count] &- UInt8(ascii: "0") < 10 { count += 1 }
        return count
    }

    /// A fraction of a second in nanoseconds, what is less than that dropped; nil when there is no digit.
    mutating func takeFraction() -> Int? {
        let digits = digitCount()
        guard digits > 0 else { return nil }
        var value = 0
        for index in 0..<9 {
            value = value * 10 + (index < digits ? Int(bytes[position + index] - UInt8(ascii: "0")) : 0)
        }
        position += digits
        return value
    }

    /// Takes the ASCII letters that come next; empty when there are none.
    mutating func takeWord() -> DateWord {
        let start = position
        while position < end, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[position] | 0x20) { position += 1 }
        return DateWord(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
