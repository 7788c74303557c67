/// A request in hand, by which its answer finds the connection.
///
/// Never used again: an answer to a request whose connection is gone, or that was answered already, goes nowhere.
package struct ExchangeID: Hashable, Sendable {
    /// A number to carry it through places that know no HTTP.
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(slot: Int, sequence: UInt64) {
        rawValue = sequence << Self.slotBits | UInt64(slot)
    }

    var slot: Int { Int(rawValue & (1 << Self.slotBits - 1)) }

    static let slotBits: UInt64 = 20
}
