package import JSON

/// Reads `application/x-www-form-urlencoded` (WHATWG URL, section 5.1) as the JSON that a mapping sees.
///
/// `a[b]=c` nests, `a[]=x` and repeated names make arrays, and so do names below the top that are exactly 0 … n-1.
/// Names are taken apart after percent decoding. A name whose brackets do not pair, or that has text after one, is one
/// name as it stands; so is a percent sign without two hexadecimal digits. All values are strings.
package enum FormDecoder {
    package static func decode(_ bytes: [UInt8]) throws(FormError) -> JSONDocument {
        guard bytes.count <= lengthLimit else { throw FormError(.tooLong(limit: lengthLimit), at: 0, in: bytes) }
        var tree = FormTree()
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            if start < end {
                let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
                let name = try decoded(start..<equals, of: bytes)
                let value = try decoded(min(equals + 1, end)..<end, of: bytes)
                guard tree.insert(path(name), value) else {
                    throw FormError(.tooDeep(limit: JSONDocument.depthLimit), at: start, in: bytes)
                }
            }
            start = end + 1
        }
        do throws(JSONParserError) {
            return try JSONDocument(parsing: tree.json())
        } catch {
            preconditionFailure("a form made JSON that cannot be read: \(error)")
        }
    }

    /// A byte becomes six at most, and JSON may be 512 MiB long.
    private static let lengthLimit = 64 << 20

    /// The bytes with `+` read as a space and percent signs decoded.
    private static func decoded(_ range: Range<Int>, of bytes: [UInt8]) throws(FormError) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var isASCII = true
        var place = range.lowerBound
        while place < range.upperBound {
            var byte = bytes[place]
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%"), place + 2 < range.upperBound,
                let high = digit(bytes[place + 1]), let low = digit(bytes[place + 2])
            {
                byte = high << 4 | low
                place += 2
            }
            if byte >= 0x80 { isASCII = false }
            decoded.append(byte)
            place += 1
        }
        guard isASCII || String(validating: decoded, as: UTF8.self) != nil else {
            throw FormError(.invalidUTF8, at: range.lowerBound, in: bytes)
        }
        return decoded
    }

    /// `a[b][]` as `a`, `b` and an empty part; a name that is not of this form as one part.
    private static func path(_ name: [UInt8]) -> [ArraySlice<UInt8>] {
        guard let first = name.firstIndex(of: UInt8(ascii: "[")), first > 0 else { return [name[...]] }
        var parts = [name[..<first]]
        var place = first
        while place < name.count {
            guard name[place] == UInt8(ascii: "["),
                let close = name[place...].firstIndex(of: UInt8(ascii: "]"))
            else { return [name[...]] }
            parts.append(name[(place + 1)..<close])
            place = close + 1
        }
        return parts
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
