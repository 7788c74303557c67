internal import Glibc
internal import JSON

/// The slugs of texts that were met before: a quiz asks the same questions in every event.
///
/// A table of fixed size, in which each text has one place: where two have the same, the later one takes it.
struct SlugMemory: ~Copyable {
    /// The places, one after another; nil before the first text.
    ///
    /// In each: the length of the text, the length of its slug, the text, the slug.
    private var room: UnsafeMutablePointer<UInt8>?

    private static let placeBits = 6
    /// Longer texts and slugs are not kept, in bytes.
    private static let longest = 127
    private static let stride = 2 + 2 * longest

    deinit {
        room?.deallocate()
    }

    /// Appends the slug of a text; false when it is empty.
    mutating func append(slugOf text: UnsafeBufferPointer<UInt8>, to bytes: inout UniqueBuffer<UInt8>) -> Bool {
        guard text.count <= Self.longest, let start = text.baseAddress else { return Slug.append(of: text, to: &bytes) }
        let place = (room ?? makeRoom()) + Self.place(of: text) * Self.stride
        let (kept, slug) = (place + 2, place + 2 + Self.longest)
        if place[0] == text.count, memcmp(kept, start, text.count) == 0 {
            bytes.append(UnsafeBufferPointer(start: slug, count: Int(place[1])))
            return place[1] > 0
        }
        let before = bytes.count
        let isPresent = Slug.append(of: text, to: &bytes)
        let made = bytes[before..<bytes.count]
        if made.count <= Self.longest {
            place[0] = UInt8(text.count)
            place[1] = UInt8(made.count)
            kept.update(from: start, count: text.count)
            if let start = made.baseAddress { slug.update(from: start, count: made.count) }
        }
        return isPresent
    }

    private mutating func makeRoom() -> UnsafeMutablePointer<UInt8> {
        let size = Self.stride << Self.placeBits
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        // Every place has the empty text, whose slug is empty.
        room.initialize(repeating: 0, count: size)
        self.room = room
        return room
    }

    /// By the length and both ends, where titles and questions differ.
    private static func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var ends = UInt64(bytes.count)
        if bytes.count >= 8 {
            ends ^= bytes.loadUnaligned(as: UInt64.self)
            ends &*= 0x9E37_79B9_7F4A_7C15
            ends ^= bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        } else {
            for byte in bytes { ends = ends << 8 | UInt64(byte) }
        }
        return Int((ends &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - placeBits))
    }
}
