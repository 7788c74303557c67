/// All addresses that share their first bits: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
package struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
    private let first: IPAddress
    /// How many of the 128 bits count; IPv4 lengths are kept 96 higher, as the address is mapped.
    private let length: Int

    /// Reads `ADDRESS` or `ADDRESS/LENGTH` (RFC 4632, RFC 4291); nil when it is neither.
    ///
    /// Bits behind the length must be zero: `10.1.0.0/8` is more likely a slip than a wish.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        first = address
        guard parts.count == 2 else {
            length = 128
            return
        }
        let digits = parts[1]
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let written = Int(digits), written <= (address.isV4 ? 32 : 128)
        else { return nil }
        length = address.isV4 ? written + 96 : written
        guard address.bits & ~Self.mask(length) == 0 else { return nil }
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.bits & Self.mask(length) == first.bits & Self.mask(length) && address.isV4 == first.isV4
    }

    /// As it is written in the configuration.
    package var description: String {
        let written = first.isV4 ? length - 96 : length
        return length == 128 ? first.description : "\(first)/\(written)"
    }

    private static func mask(_ length: Int) -> UInt128 {
        length == 0 ? 0 : UInt128.max << UInt128(128 - length)
    }
}
