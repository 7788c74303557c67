extension Decimal {
    /// The exact sum of several numbers; nil when it does not fit.
    ///
    /// Only the whole sum has to fit: on the way to it, as many digits are held as it takes.
    package static func sum(of numbers: [Decimal]) -> Decimal? {
        var sum = Decimal.zero
        for number in numbers {
            guard let next = sum + number else { return longSum(of: numbers.filter { !$0.isZero }) }
            sum = next
        }
        return sum
    }

    /// The sum of numbers that are not zero, reckoned place by place.
    private static func longSum(of numbers: [Decimal]) -> Decimal? {
        guard let lowest = numbers.map(\.exponent).min(), let highest = numbers.map(\.magnitude).max() else {
            return .zero
        }
        // The carry out of a place is less than the count of numbers, so it is used up within the digits of an Int.
        var places = [Int](repeating: 0, count: highest - lowest + 20)
        for number in numbers {
            var place = number.exponent - lowest
            var digits = number.coefficient
            while digits > 0 {
                let (rest, digit) = digits.quotientAndRemainder(dividingBy: 10)
                places[place] += number.isNegative ? -Int(digit) : Int(digit)
                digits = rest
                place += 1
            }
        }
        let isNegative = carry(through: &places) < 0
        if isNegative {
            for place in places.indices { places[place].negate() }
            _ = carry(through: &places)
        }
        guard let first = places.firstIndex(where: { $0 != 0 }), let last = places.lastIndex(where: { $0 != 0 }) else {
            return .zero
        }
        guard last - first < digitLimit else { return nil }
        let coefficient = places[first...last].reversed().reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
        return Decimal(isNegative: isNegative, coefficient: coefficient, exponent: lowest + first)
    }

    /// Makes every place a digit; what is left over past the last one is -1 when the whole is below zero, else 0.
    private static func carry(through places: inout [Int]) -> Int {
        var carry = 0
        for place in places.indices {
            let (quotient, remainder) = (places[place] + carry).quotientAndRemainder(dividingBy: 10)
            places[place] = remainder < 0 ? remainder + 10 : remainder
            carry = remainder < 0 ? quotient - 1 : quotient
        }
        return carry
    }
}
