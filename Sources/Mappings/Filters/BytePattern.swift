/// A text to be found in others, byte for byte.
///
/// Takes time in proportion to the text that is searched, whatever the two are (Knuth, Morris and Pratt).
struct BytePattern: Equatable, Sendable {
    /// Not empty.
    let bytes: [UInt8]
    /// For each prefix, the length of its longest proper prefix that it also ends with.
    private let borders: [Int32]

    init(_ bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "an empty text is found everywhere")
        self.bytes = bytes
        var borders: [Int32] = [0]
        borders.reserveCapacity(bytes.count)
        var length = 0
        for byte in bytes.dropFirst() {
            while length > 0, bytes[length] != byte { length = Int(borders[length - 1]) }
            if bytes[length] == byte { length += 1 }
            borders.append(Int32(length))
        }
        self.borders = borders
    }

    /// Where the pattern next begins, from an offset on; nil where it does not come again.
    func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var matched = 0
        for index in start..<text.count {
            let byte = text[index]
            while matched > 0, bytes[matched] != byte { matched = Int(borders[matched - 1]) }
            if bytes[matched] == byte { matched += 1 }
            if matched == bytes.count { return index + 1 - matched }
        }
        return nil
    }
}
