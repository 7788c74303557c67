/// The words one after another, the highest byte of each first.
func bigEndianBytes<Word: FixedWidthInteger & UnsignedInteger>(_ words: [Word]) -> [UInt8] {
    let width = Word.bitWidth / 8
    return [UInt8](unsafeUninitializedCapacity: words.count * width) { buffer, count in
        for word in words {
            for place in 1...width {
                buffer.initializeElement(at: count, to: UInt8(truncatingIfNeeded: word >> Word(8 * (width - place))))
                count += 1
            }
        }
    }
}
