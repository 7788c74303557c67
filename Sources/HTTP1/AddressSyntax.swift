/// What may stand between the brackets of a host: `IPv6address` or `IPvFuture` (RFC 3986, section 3.2.2).
///
/// Zones (`%25eth0`) mean something to the sender alone, and are refused.
enum AddressSyntax {
    static func isValid(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        text.first?.lowercased == UInt8(ascii: "v") ? isOfTheFuture(text.dropFirst()) : isVersion6(text)
    }

    /// Eight groups, one gap in them standing for one or more; the last two may be written as an IPv4 address.
    private static func isVersion6(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = text
        var groups = 0
        var hasGap = rest.starts(with: [.colon, .colon])
        if hasGap { rest = rest.dropFirst(2) }
        while !rest.isEmpty {
            let group = rest.prefix { $0.hexValue != nil }
            guard group.endIndex == rest.endIndex || rest[group.endIndex] == .colon else {
                guard isVersion4(rest) else { return false }
                groups += 2
                break
            }
            guard 1...4 ~= group.count else { return false }
            groups += 1
            rest = rest[group.endIndex...].dropFirst()
            guard group.endIndex < text.endIndex else { break }
            // Behind a colon stands another group, or the second colon of the gap.
            guard let next = rest.first else { return false }
            if next == .colon {
                guard !hasGap else { return false }
                hasGap = true
                rest = rest.dropFirst()
            }
        }
        return hasGap ? groups < 8 : groups == 8
    }

    private static func isVersion4(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let numbers = text.split(separator: .dot, omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { digits in
                1...3 ~= digits.count && digits.allSatisfy(\.isDigit)
                    && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
                    && digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) } <= 255
            }
    }

    /// `1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`, behind the `v`.
    private static func isOfTheFuture(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let version = text.prefix { $0.hexValue != nil }
        let rest = text[version.endIndex...]
        return !version.isEmpty && rest.first == .dot && rest.count > 1
            && rest.dropFirst().allSatisfy { $0 == .colon || $0.isHostCharacter && $0 != .percent }
    }
}
