/// Comparison of member names, decoded.
enum NameText {
    /// Whether the name's text is `text`, which is UTF-8.
    @inline(__always)
    static func isEqual(
        _ name: TapeCell,
        to text: UnsafeBufferPointer<UInt8>,
        start: UnsafePointer<UInt8>
    ) -> Bool {
        if name.isEscaped { return EscapedText(of: name, start: start).elementsEqual(text) }
        let content = name.content
        return content.count == text.count && areEqual(start + content.lowerBound, text)
    }

    /// Whether two names of one text are the same.
    static func isEqual(_ first: TapeCell, to second: TapeCell, start: UnsafePointer<UInt8>) -> Bool {
        if second.isEscaped {
            return EscapedText(of: first, start: start).elementsEqual(EscapedText(of: second, start: start))
        }
        let content = second.content
        let text = UnsafeBufferPointer(start: start + content.lowerBound, count: content.count)
        return isEqual(first, to: text, start: start)
    }

    /// Whether the bytes at `first`, as many as `second` has, are the same.
    ///
    /// Compares from the last byte on, where names that have much in common differ first. Words may overlap: the last of them
    /// is the first word of the text, so that no byte is compared by itself in a text of four and more.
    @inline(__always)
    static func areEqual(_ first: UnsafePointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = second.baseAddress else { return true }
        let left = UnsafeRawPointer(first)
        let right = UnsafeRawPointer(start)
        func areEqual<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word.Type, at offset: Int) -> Bool {
            (left + offset).loadUnaligned(as: word) == (right + offset).loadUnaligned(as: word)
        }
        var rest = second.count
        if rest >= 8 {
            while rest > 8 {
                rest -= 8
                if !areEqual(UInt64.self, at: rest) { return false }
            }
            return areEqual(UInt64.self, at: 0)
        }
        if rest >= 4 { return areEqual(UInt32.self, at: rest - 4) && areEqual(UInt32.self, at: 0) }
        while rest > 0 {
            rest -= 1
            if first[rest] != start[rest] { return false }
        }
        return true
    }
}

extension NameText {
    /// A hash of the name's text that is cheap, and weak against names made to collide.
    @inline(__always)
    static func hash(of name: TapeCell, start: UnsafePointer<UInt8>) -> UInt32 {
        if name.isEscaped { return hash(ofEscaped: name, start: start) }
        let content = name.content
        return hash(of: start + content.lowerBound, count: content.count)
    }

    /// Hashes the length, the first and the last eight bytes.
    @inline(__always)
    private static func hash(of text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        let first: UInt64
        let last: UInt64
        let raw = UnsafeRawPointer(text)
        switch count {
        case 8...:
            first = raw.loadUnaligned(as: UInt64.self)
            last = (raw + count - 8).loadUnaligned(as: UInt64.self)
        case 4...:
            first = UInt64(raw.loadUnaligned(as: UInt32.self))
            last = UInt64((raw + count - 4).loadUnaligned(as: UInt32.self))
        case 1...:
            first = UInt64(text[0])
            last = UInt64(text[count / 2]) << 8 | UInt64(text[count - 1])
        default:
            return 0
        }
        // Two odd constants without pattern (fractions of the golden ratio and of the root of 3).
        let mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &+ UInt64(count)) &* 0xBB67_AE85_84CA_A73B
        return UInt32(truncatingIfNeeded: ((mixed ^ mixed >> 29) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    @inline(never)
    private static func hash(ofEscaped name: TapeCell, start: UnsafePointer<UInt8>) -> UInt32 {
        EscapedText.withText(of: name, start: start) { text in
            text.baseAddress.map { hash(of: $0, count: text.count) } ?? 0
        }
    }
}
