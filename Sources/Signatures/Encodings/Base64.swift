/// Base 64 (RFC 4648, sections 4 and 5).
package enum Base64 {
    /// How strictly a text is read.
    package enum Reading: Sendable {
        /// `+` and `/`, padded to a multiple of four: the standard's own form, and nothing else.
        case strict
        /// `-` and `_` as well, and the padding whole or left out altogether: as senders write it.
        case lenient
    }

    /// The text in the standard's alphabet, padded.
    package static func text(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { buffer in
            var place = 0
            var index = 0
            while index < bytes.count {
                let left = bytes.count - index
                let first = UInt32(bytes[index])
                let second = left > 1 ? UInt32(bytes[index + 1]) : 0
                let third = left > 2 ? UInt32(bytes[index + 2]) : 0
                let group = first << 16 | second << 8 | third
                buffer.initializeElement(at: place, to: character(group >> 18))
                buffer.initializeElement(at: place + 1, to: character(group >> 12 & 63))
                buffer.initializeElement(at: place + 2, to: left > 1 ? character(group >> 6 & 63) : padding)
                buffer.initializeElement(at: place + 3, to: left > 2 ? character(group & 63) : padding)
                place += 4
                index += 3
            }
            return place
        }
    }

    /// The bytes that `text` stands for; nil when it is no base 64.
    ///
    /// White space is no part of it (section 3.3), and the bits that the last character has to spare must be zero
    /// (section 3.5), so that no two texts stand for the same bytes.
    package static func bytes<Text: BidirectionalCollection<UInt8>>(
        _ text: Text,
        reading: Reading = .strict
    ) -> [UInt8]? {
        let characters = text.dropLast(while: { $0 == padding })
        let count = characters.count
        let padded = text.count - count
        guard padded == 0 && reading == .lenient || padded == (4 - count % 4) % 4, count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 3 / 4)
        var bits: UInt32 = 0
        var held = 0
        for character in characters {
            guard let value = value(character, reading) else { return nil }
            bits = bits << 6 | value
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        guard bits & (1 << UInt32(held) - 1) == 0 else { return nil }
        return bytes
    }

    /// The bytes that `text` stands for; nil when it is no base 64.
    package static func bytes(_ text: String, reading: Reading = .strict) -> [UInt8]? {
        bytes(text.utf8, reading: reading)
    }

    private static let padding = UInt8(ascii: "=")

    private static func character(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

    private static func value(_ character: UInt8, _ reading: Reading) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        case UInt8(ascii: "-") where reading == .lenient: 62
        case UInt8(ascii: "_") where reading == .lenient: 63
        default: nil
        }
    }
}

extension BidirectionalCollection {
    /// The collection without the last elements that are `unwanted`.
    fileprivate func dropLast(while unwanted: (Element) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, unwanted(self[index(before: end)]) { formIndex(before: &end) }
        return self[..<end]
    }
}
