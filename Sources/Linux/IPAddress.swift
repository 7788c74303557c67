internal import Glibc

/// An IPv4 or IPv6 address without a port.
///
/// An IPv4 address that came wrapped in an IPv6 one (`::ffff:192.0.2.1`, as a socket for both sees it) is the IPv4
/// address: the two are equal and print alike.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    // Two halves, because a stored UInt128 would align everything that holds an address to 16 bytes.
    private let high: UInt64
    private let low: UInt64

    /// The address as 128 bits; IPv4 in its mapped form `::ffff:a.b.c.d`.
    var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

    init(bits: UInt128) {
        high = UInt64(bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    /// 127.0.0.1.
    package static let loopback = IPAddress(v4: 0x7F00_0001)

    /// An IPv4 address of four bytes, the first one highest.
    init(v4 bits: UInt32) {
        self.init(bits: Self.mappedPrefix | UInt128(bits))
    }

    /// Reads dotted or colon notation, without brackets, port or zone; nil when it is neither.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(v4: UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    init(_ address: in6_addr) {
        var bits: UInt128 = 0
        withUnsafeBytes(of: address) { bytes in
            for byte in bytes { bits = bits << 8 | UInt128(byte) }
        }
        self.init(bits: bits)
    }

    /// Whether it is an IPv4 address, mapped or not.
    package var isV4: Bool { bits >> 32 == Self.mappedPrefix >> 32 }

    /// `127.0.0.1` or `2001:db8::1`, the shortest spelling (RFC 5952).
    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isV4 {
            var address = in_addr(s_addr: UInt32(truncatingIfNeeded: bits).bigEndian)
            inet_ntop(AF_INET, &address, &buffer, socklen_t(buffer.count))
        } else {
            var address = in6
            inet_ntop(AF_INET6, &address, &buffer, socklen_t(buffer.count))
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The address as the kernel wants it in an IPv6 socket address.
    var in6: in6_addr {
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) { bytes in
            for index in 0..<16 { bytes[index] = UInt8(truncatingIfNeeded: bits >> UInt128(8 * (15 - index))) }
        }
        return address
    }

    private static let mappedPrefix: UInt128 = 0xFFFF << 32
}
