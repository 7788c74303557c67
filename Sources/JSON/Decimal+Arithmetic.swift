extension Decimal {
    /// The exact sum; nil when it does not fit.
    package static func + (left: Decimal, right: Decimal) -> Decimal? {
        if left.isZero { return right }
        if right.isZero { return left }
        let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
        // Where the exponents differ, the sum's last digit is the lower one's, which is not 0: a sum that 128 bits do not
        // hold has more digits than there may be.
        let shift = high.exponent - low.exponent
        guard shift < PowersOfTen.count else { return nil }
        let (raised, isTooBig) = high.coefficient.multipliedReportingOverflow(by: PowersOfTen[shift])
        guard !isTooBig else { return nil }
        if high.isNegative == low.isNegative {
            let (sum, isTooBig) = raised.addingReportingOverflow(low.coefficient)
            guard !isTooBig else { return nil }
            return Decimal(isNegative: high.isNegative, coefficient: sum, exponent: low.exponent)
        }
        return raised >= low.coefficient
            ? Decimal(isNegative: high.isNegative, coefficient: raised - low.coefficient, exponent: low.exponent)
            : Decimal(isNegative: low.isNegative, coefficient: low.coefficient - raised, exponent: low.exponent)
    }

    /// The exact difference; nil when it does not fit.
    package static func - (left: Decimal, right: Decimal) -> Decimal? {
        left + right.negated
    }

    /// The exact product; nil when it does not fit.
    package static func * (left: Decimal, right: Decimal) -> Decimal? {
        var (first, second) = (left.coefficient, right.coefficient)
        guard first != 0, second != 0 else { return .zero }
        // A zero at the product's end comes from a 2 in one factor and a 5 in the other (none has both). Without them
        // the product is as small as it gets.
        let zeros = takeTens(from: &first, and: &second) + takeTens(from: &second, and: &first)
        let (product, isTooBig) = first.multipliedReportingOverflow(by: second)
        guard !isTooBig else { return nil }
        return Decimal(
            isNegative: left.isNegative != right.isNegative,
            coefficient: product,
            exponent: left.exponent + right.exponent + zeros
        )
    }

    /// The number rounded to that many decimals, halves away from zero.
    ///
    /// Negative places round to tens, hundreds and so on. Nil when rounding up makes one place too many before the point.
    package func rounded(places: Int = 0) -> Decimal? {
        let places = max(-2 * Self.placeLimit, min(2 * Self.placeLimit, places))
        let dropped = -exponent - places
        guard dropped > 0 else { return self }
        let digits = Self.dropping(dropped, from: coefficient)
        return Decimal(isNegative: isNegative, coefficient: digits, exponent: -places)
    }

    /// The number without its last digits, of which there is at least one, halves rounded up.
    static func dropping(_ count: Int, from number: UInt128) -> UInt128 {
        guard count <= digitLimit else { return 0 }
        return (number + 5 * PowersOfTen[count - 1]) / PowersOfTen[count]
    }

    /// Divides twos out of one number for fives out of the other, and says how many.
    private static func takeTens(from twos: inout UInt128, and fives: inout UInt128) -> Int {
        var count = 0
        while twos & 1 == 0, case let (quotient, remainder) = fives.quotientAndRemainder(dividingBy: 5), remainder == 0
        {
            twos >>= 1
            fives = quotient
            count += 1
        }
        return count
    }
}
