/// What tells two actions apart: the SHA-256 of section 10 of the mapping language, and the action's time, by which
/// the ledger orders its keys.
package struct DedupeKey: Hashable, Sendable {
    /// The action's `dateTime` in microseconds since 1970; nil when it has none.
    package let dateTime: Timestamp?
    /// 32 bytes.
    package let hash: [UInt8]
    /// For how long after its receipt the key makes a second one a duplicate.
    package let window: Interval

    package static let defaultWindow = Interval.days(90)

    package init(dateTime: Timestamp?, hash: [UInt8], window: Interval = DedupeKey.defaultWindow) {
        precondition(hash.count == 32, "a dedupe key is a SHA-256")
        self.dateTime = dateTime
        self.hash = hash
        self.window = window
    }
}
