/// Percent-escapes in a request target (RFC 3986, section 2.1).
enum PercentCoding {
    /// The text that `bytes` stand for.
    ///
    /// A percent sign that begins no escape stands for itself; bytes that are not UTF-8 become U+FFFD.
    static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> String {
        guard bytes.contains(where: { $0 == .percent || (plusIsSpace && $0 == UInt8(ascii: "+")) }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: unescaped(bytes, plusIsSpace: plusIsSpace), as: UTF8.self)
    }

    /// Whether every percent sign begins an escape, no escape means NUL, and the result is UTF-8.
    static func isSafe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        var hasHighBytes = false
        while index < bytes.count {
            guard bytes[index] == .percent else {
                index += 1
                continue
            }
            guard index + 2 < bytes.count, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue,
                high | low != 0
            else { return false }
            if high >= 8 { hasHighBytes = true }
            index += 3
        }
        return !hasHighBytes || String(validating: unescaped(bytes, plusIsSpace: false), as: UTF8.self) != nil
    }

    private static func unescaped(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == .percent, let high = rest.first?.hexValue, let low = rest.dropFirst().first?.hexValue {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? .space : byte)
            }
        }
        return result
    }
}
