/// Reading UTF-8.
extension IRegexpProgram {
    /// The Unicode scalar at a byte offset and its width in bytes; width 0 at the end.
    ///
    /// A byte that begins no scalar counts as U+FFFD of width 1.
    static func decode(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, width: Int) {
        guard position < text.count else { return (0, 0) }
        let first = UInt32(text[position])
        guard first >= 0x80 else { return (first, 1) }
        let width: Int
        let smallest: UInt32
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (width, smallest, value) = (2, 0x80, first & 0x1F)
        case 0xE0...0xEF: (width, smallest, value) = (3, 0x800, first & 0x0F)
        case 0xF0...0xF4: (width, smallest, value) = (4, 0x1_0000, first & 0x07)
        default: return (0xFFFD, 1)
        }
        guard position + width <= text.count else { return (0xFFFD, 1) }
        for offset in 1..<width {
            let byte = UInt32(text[position + offset])
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | byte & 0x3F
        }
        guard value >= smallest, Unicode.Scalar(value) != nil else { return (0xFFFD, 1) }
        return (value, width)
    }
}
