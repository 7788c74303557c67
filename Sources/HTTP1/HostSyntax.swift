/// `uri-host [ ":" port ]` (RFC 9110, section 7.2; RFC 3986, section 3.2.2).
enum HostSyntax {
    /// Whether it is a host that is not empty and perhaps a port; no user, path or blank.
    static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        var index = 0
        if first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")), AddressSyntax.isValid(text[1..<close]) else {
                return false
            }
            index = close + 1
        } else {
            while index < text.count, text[index].isHostCharacter { index += 1 }
            guard index > 0, hasWholeEscapes(text[..<index]) else { return false }
        }
        guard index < text.count else { return true }
        let port = text[(index + 1)...]
        return text[index] == .colon && port.count <= 5 && port.allSatisfy(\.isDigit)
            && port.reduce(0) { $0 * 10 + Int($1 & 0x0F) } <= 65_535
    }

    private static func hasWholeEscapes(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = name
        while let percent = rest.firstIndex(of: .percent) {
            let digits = rest[(percent + 1)...].prefix(2)
            guard digits.count == 2, digits.allSatisfy({ $0.hexValue != nil }) else { return false }
            rest = rest[(percent + 3)...]
        }
        return true
    }
}
