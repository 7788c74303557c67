/// A set of Unicode scalars: what a character class matches.
struct ScalarSet: Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    /// One bit for each general category of Unicode.
    private var categories: UInt32 = 0
    private var isNegated = false
    /// The answers for ASCII.
    private var ascii = ASCIISet()

    /// The set of these ranges and categories, or of all scalars outside them.
    init(ranges: [ClosedRange<UInt32>], categories: UInt32, isNegated: Bool) {
        self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
        self.categories = categories
        self.isNegated = isNegated
        var ascii = ASCIISet()
        ascii.insert(where: lookUp)
        self.ascii = ascii
    }

    func contains(_ value: UInt32) -> Bool {
        value < 0x80 ? ascii.contains(UInt8(value)) : lookUp(value)
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
