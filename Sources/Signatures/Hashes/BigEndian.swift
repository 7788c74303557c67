/// Numbers as bytes, the highest first.
enum BigEndian {
    /// The words one after another.
    static func bytes<Word: FixedWidthInteger & UnsignedInteger>(_ words: [Word]) -> [UInt8] {
        let width = Word.bitWidth / 8
        return [UInt8](unsafeUninitializedCapacity: words.count * width) { buffer, count in
            for word in words {
                for place in 1...width {
                    let byte = UInt8(truncatingIfNeeded: word >> Word(8 * (width - place)))
                    buffer.initializeElement(at: count, to: byte)
                    count += 1
                }
            }
        }
    }
}
