internal import Glibc

/// Finds an e-mail address in bytes that may be JSON, a form or plain text.
///
/// ASCII letters match in either case. Escapes are undone first: `\u0040` and `\/` of JSON, `%40` of forms and URLs. The
/// address has to stand alone: `ann@x.example` is not in `joann@x.example`, nor in `ann@x.example.org`.
struct AddressSearch {
    private let address: [UInt8]
    /// Where its `@` is.
    private let place: Int

    /// - Parameter address: white space around it is dropped.
    /// - Returns: nil for a text without an `@` between two others.
    init?(_ address: String) {
        let trimmed = address.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        let bytes = trimmed.map(Self.lowercased)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at < bytes.count - 1 else { return nil }
        self.address = bytes
        place = at
    }

    func isFound(in bytes: [UInt8]) -> Bool {
        guard bytes.count >= address.count else { return false }
        return bytes.withUnsafeBufferPointer { raw in
            if Self.hasEscapes(raw) {
                return Self.unescaped(raw).withUnsafeBufferPointer { isFoundPlain(in: $0) } || isFoundPlain(in: raw)
            }
            return isFoundPlain(in: raw)
        }
    }

    func isFound(in text: String?) -> Bool {
        text.map { isFound(in: Array($0.utf8)) } ?? false
    }

    /// Tries each `@`: the C library finds them many bytes at a time, which is what makes a search of a whole ledger bearable.
    private func isFoundPlain(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var next = place
        while let found = Self.position(of: UInt8(ascii: "@"), in: bytes, from: next) {
            next = found + 1
            let start = found - place
            let end = start + address.count
            guard end <= bytes.count else { return false }
            guard matches(bytes, at: start) else { continue }
            let startsAlone = start == 0 || !Self.isLocal(bytes[start - 1])
            if startsAlone, endsAlone(bytes, end) { return true }
        }
        return false
    }

    private static func position(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for offset in 0..<address.count where Self.lowercased(bytes[start + offset]) != address[offset] { return false }
        return true
    }

    /// Whether the domain is over: a dot that ends a sentence does not go on with it.
    private func endsAlone(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
        guard end < bytes.count else { return true }
        if Self.isDomain(bytes[end]) { return false }
        guard bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count else { return true }
        return !Self.isDomain(bytes[end + 1])
    }

    private static func hasEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        position(of: UInt8(ascii: "\\"), in: bytes, from: 0) != nil
            || position(of: UInt8(ascii: "%"), in: bytes, from: 0) != nil
    }

    private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), let value = hex(bytes, index + 1, 2) {
                result.append(UInt8(value))
                index += 3
            } else if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += appendEscape(bytes, index, to: &result)
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    /// Appends what the JSON escape at `index` stands for.
    ///
    /// - Returns: its length.
    private static func appendEscape(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ index: Int,
        to result: inout [UInt8]
    ) -> Int {
        switch bytes[index + 1] {
        case UInt8(ascii: "u"):
            guard let value = hex(bytes, index + 2, 4), let scalar = Unicode.Scalar(value) else {
                result.append(0)
                return 2
            }
            result.append(contentsOf: Array(String(scalar).utf8))
            return 6
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            result.append(0x20)
            return 2
        default:
            result.append(bytes[index + 1])
            return 2
        }
    }

    private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + count] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        let lower = lowercased(byte)
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-") || byte >= 0x80
    }

    /// The characters of a local part that are used; `=`, `/`, `?` and the like delimit more often than they belong.
    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
    }
}
