/// Looks for bytes within bytes.
enum ByteSearch {
    /// Where `needle` begins in `bytes`, occurrences that overlap an earlier one left out; none for an empty needle.
    static func offsets(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let first = needle.first, needle.count <= bytes.count else { return [] }
        var offsets: [Int] = []
        var offset = 0
        while offset <= bytes.count - needle.count {
            if bytes[offset] == first, bytes[offset..<(offset + needle.count)].elementsEqual(needle) {
                offsets.append(offset)
                offset += needle.count
            } else {
                offset += 1
            }
        }
        return offsets
    }
}
