/// An array slice selector (RFC 9535 section 2.3.4).
struct Slice {
    let start: Int?
    let end: Int?
    /// Backwards when negative; nothing is selected when it is 0.
    let step: Int

    /// The first and the last index that it selects in an array of `count` elements (section 2.3.4.2.2).
    ///
    /// Those between lie `step` apart. Nil when it selects none.
    func bounds(count: Int) -> (first: Int, last: Int)? {
        guard step != 0, count > 0 else { return nil }
        if step > 0 {
            let lower = min(max(normalized(start ?? 0, count), 0), count)
            let upper = min(max(normalized(end ?? count, count), 0), count)
            return lower < upper ? (lower, lower + (upper - 1 - lower) / step * step) : nil
        }
        let upper = min(max(normalized(start ?? count - 1, count), -1), count - 1)
        let lower = min(max(normalized(end ?? -count - 1, count), -1), count - 1)
        return upper > lower ? (upper, upper + (upper - 1 - lower) / -step * step) : nil
    }

    private func normalized(_ index: Int, _ count: Int) -> Int {
        index >= 0 ? index : count + index
    }
}
