/// The offsets of a place: a table of changes, and the rule for the time after the last of them.
final class ZoneHistory: Sendable {
    /// Moments of change in seconds since 1970, rising.
    private let changes: [Int64]
    /// The offset from each change on, in seconds east of Greenwich.
    private let offsets: [Int32]
    /// The offset before the first change: usually the place's own mean time.
    private let firstOffset: Int32
    /// What holds from the last change on; nil: the last offset, for good.
    private let rule: ZoneRule?

    init(changes: [Int64], offsets: [Int32], firstOffset: Int32, rule: ZoneRule?) {
        precondition(changes.count == offsets.count, "every change leads to an offset")
        self.changes = changes
        self.offsets = offsets
        self.firstOffset = firstOffset
        self.rule = rule
    }

    func offset(at moment: Int64) -> Int {
        if let rule, changes.last.map({ moment >= $0 }) ?? true { return rule.offset(at: moment) }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? firstOffset : offsets[low - 1])
    }
}
