/// White space as Unicode's property White_Space has it, found in well-formed UTF-8.
enum WhiteSpace {
    /// The text without the white space at either end.
    static func trim(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = 0
        var end = text.count
        while start < end {
            let length = length(at: start, in: text)
            guard length > 0 else { break }
            start += length
        }
        while end > start {
            // A scalar of white space takes one to three bytes.
            guard let length = (1...min(3, end - start)).first(where: { length(at: end - $0, in: text) == $0 }) else {
                break
            }
            end -= length
        }
        return start..<end
    }

    /// How many bytes the white space takes that stands there; 0 where there is none.
    private static func length(at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        switch text[place] {
        case 0x09...0x0D, 0x20:
            return 1
        case 0xC2 where place + 1 < text.count:
            return text[place + 1] == 0x85 || text[place + 1] == 0xA0 ? 2 : 0
        case 0xE1...0xE3 where place + 2 < text.count:
            let last = text[place + 2]
            switch (text[place], text[place + 1]) {
            case (0xE1, 0x9A): return last == 0x80 ? 3 : 0
            case (0xE2, 0x80): return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0
            case (0xE2, 0x81): return last == 0x9F ? 3 : 0
            case (0xE3, 0x80): return last == 0x80 ? 3 : 0
            default: return 0
            }
        default:
            return 0
        }
    }
}
