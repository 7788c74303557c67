extension Decimal {
    /// How many decimals a quotient keeps.
    package static let quotientPlaces = 12

    /// The quotient rounded to 12 decimals, halves away from zero; nil when it does not fit, or the divisor is zero.
    package func divided(by divisor: Decimal) -> Decimal? {
        guard !divisor.isZero else { return nil }
        guard !isZero else { return .zero }
        let isNegative = isNegative != divisor.isNegative
        let shift = exponent - divisor.exponent + Self.quotientPlaces
        if shift < 0 {
            // Rounding the whole part of the quotient is rounding the quotient, since half a unit is a whole number here.
            let digits = Self.dropping(-shift, from: coefficient / divisor.coefficient)
            return Decimal(isNegative: isNegative, coefficient: digits, exponent: -Self.quotientPlaces)
        }
        var division = LongDivision(of: coefficient, by: divisor.coefficient)
        division.advance(digits: shift)
        guard let (digits, zeros) = division.rounded() else { return nil }
        return Decimal(isNegative: isNegative, coefficient: digits, exponent: zeros - Self.quotientPlaces)
    }
}
