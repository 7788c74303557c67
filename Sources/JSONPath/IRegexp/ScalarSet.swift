/// A set of Unicode scalars: what a character class matches.
struct ScalarSet: Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    /// One bit for each general category of Unicode.
    private var categories: UInt32 = 0
    private var isNegated = false
    /// The answers for ASCII, one bit for each scalar.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// The set of these ranges and categories, or of all scalars outside them.
    init(ranges: [ClosedRange<UInt32>], categories: UInt32, isNegated: Bool) {
        self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
        self.categories = categories
        self.isNegated = isNegated
        for value in UInt32(0)..<64 where lookUp(value) { low |= 1 << UInt64(value) }
        for value in UInt32(64)..<128 where lookUp(value) { high |= 1 << UInt64(value - 64) }
    }

    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return low >> UInt64(value) & 1 == 1 }
        if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
        return lookUp(value)
    }

    private func lookUp(_ value: UInt32) -> Bool {
        for range in ranges {
            if value < range.lowerBound { break }
            if value <= range.upperBound { return !isNegated }
        }
        guard categories != 0, let scalar = Unicode.Scalar(value) else { return isNegated }
        let isMember = categories & GeneralCategoryMask.bit(of: scalar.properties.generalCategory) != 0
        return isMember != isNegated
    }
}
