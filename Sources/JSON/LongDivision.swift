/// Division on paper: a quotient of any length, digit by digit.
///
/// Dividend and divisor have at most 38 digits, so that twice a remainder fits in 128 bits (and ten times it would not).
struct LongDivision {
    private let divisor: UInt128
    private var remainder: UInt128
    /// The quotient's digits, 0 to 9, the highest first.
    private var digits: [UInt8]
    /// Digits at the quotient's end that are all 0 and not in `digits`.
    private var zeros = 0

    init(of dividend: UInt128, by divisor: UInt128) {
        self.divisor = divisor
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        remainder = rest
        digits = String(quotient).utf8.map { $0 - UInt8(ascii: "0") }
    }

    /// Brings down that many zeros.
    mutating func advance(digits count: Int) {
        for done in 0..<count {
            guard remainder != 0 else {
                zeros = count - done
                return
            }
            digits.append(nextDigit())
        }
    }

    /// The quotient, rounded by what remains, as significant digits and the zeros behind them.
    ///
    /// Nil when it has more significant digits than a decimal may have.
    consuming func rounded() -> (digits: UInt128, zeros: Int)? {
        if remainder >= divisor - remainder { carry() }
        while digits.count > 1, digits.last == 0 {
            digits.removeLast()
            zeros += 1
        }
        let significant = digits.drop { $0 == 0 }
        guard significant.count <= Decimal.digitLimit else { return nil }
        return (significant.reduce(0) { $0 * 10 + UInt128($1) }, zeros)
    }

    /// Adds one to the last digit, only where something remains and hence no zeros are apart.
    private mutating func carry() {
        for index in digits.indices.reversed() {
            digits[index] += 1
            if digits[index] < 10 { return }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
    }

    /// Ten times the remainder by doubling, since the product may not fit: 10 = ((1·2)·2 + 1)·2.
    private mutating func nextDigit() -> UInt8 {
        let unit = remainder
        var digit = add(remainder)
        digit = digit * 2 + add(remainder)
        digit += add(unit)
        return digit * 2 + add(remainder)
    }

    /// Adds what is less than the divisor to the remainder, and says whether the divisor went in once more.
    private mutating func add(_ addend: UInt128) -> UInt8 {
        remainder += addend
        guard remainder >= divisor else { return 0 }
        remainder -= divisor
        return 1
    }
}
