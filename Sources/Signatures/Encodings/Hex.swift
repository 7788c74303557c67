/// Hexadecimal text (RFC 4648, section 8).
package enum Hex {
    /// Two lower-case digits for each byte.
    package static func text(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            var place = 0
            for byte in bytes {
                buffer.initializeElement(at: place, to: digit(byte >> 4))
                buffer.initializeElement(at: place + 1, to: digit(byte & 15))
                place += 2
            }
            return place
        }
    }

    /// The bytes that an even number of digits in either case spell; nil for anything else.
    package static func bytes<Text: Collection<UInt8>>(_ text: Text) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var high: UInt8?
        for character in text {
            guard let value = value(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    /// The bytes that an even number of digits in either case spell; nil for anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        bytes(text.utf8)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
