/// A set of scalars of ASCII.
struct ASCIISet: Equatable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Whether the byte is in the set; a byte beyond ASCII never is.
    func contains(_ byte: UInt8) -> Bool {
        byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }

    /// Puts all scalars in for which the condition holds.
    mutating func insert(where isMember: (UInt32) -> Bool) {
        for scalar: UInt32 in 0..<0x40 {
            if isMember(scalar) { low |= 1 << UInt64(scalar) }
            if isMember(scalar + 0x40) { high |= 1 << UInt64(scalar) }
        }
    }
}
