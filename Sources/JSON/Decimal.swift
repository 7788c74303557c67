/// An exact decimal number of at most 38 significant digits, with at most 2,000 places on either side of the point.
///
/// Zeros at either end count as neither. Whatever does not fit is nil, never rounded in silence.
package struct Decimal: Hashable, Sendable {
    /// Whether the number is below zero; zero never is.
    let isNegative: Bool
    /// The significant digits as a whole number, which ends in no zero; 0 for zero.
    let coefficient: UInt128
    /// The power of ten by which the coefficient counts; 0 for zero.
    let exponent: Int

    package static let zero = Decimal(isNegative: false, digits: 0, exponent: 0)

    /// The most significant digits a number may have.
    package static let digitLimit = 38
    /// The most places before the point, and the most behind it.
    package static let placeLimit = 2_000

    /// Takes a number apart from its trailing zeros; the digits must be within the limits.
    private init(isNegative: Bool, digits: UInt128, exponent: Int) {
        self.isNegative = isNegative
        coefficient = digits
        self.exponent = exponent
    }

    /// The number `coefficient` × 10^`exponent`, or nil when it needs more digits or places than there are.
    init?(isNegative: Bool, coefficient: UInt128, exponent: Int) {
        guard coefficient != 0 else {
            self = .zero
            return
        }
        var digits = coefficient
        var power = exponent
        while case let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10), remainder == 0 {
            digits = quotient
            power += 1
        }
        let count = PowersOfTen.digits(in: digits)
        guard count <= Self.digitLimit, -power <= Self.placeLimit, power + count <= Self.placeLimit else { return nil }
        self.init(isNegative: isNegative, digits: digits, exponent: power)
    }

    package init(_ value: Int) {
        guard let number = Decimal(isNegative: value < 0, coefficient: UInt128(value.magnitude), exponent: 0) else {
            preconditionFailure("\(value) has more than \(Self.digitLimit) digits")
        }
        self = number
    }

    package var isZero: Bool {
        coefficient == 0
    }

    /// Whether nothing stands behind the point.
    package var isInteger: Bool {
        exponent >= 0
    }

    /// The number with the other sign.
    package var negated: Decimal {
        isZero ? self : Decimal(isNegative: !isNegative, digits: coefficient, exponent: exponent)
    }

    /// How many places the number has before the point; 0 or less when it is below 1.
    var magnitude: Int {
        exponent + PowersOfTen.digits(in: coefficient)
    }
}

extension Decimal: Comparable {
    package static func < (left: Decimal, right: Decimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
    }

    private func isNearerToZero(than other: Decimal) -> Bool {
        if isZero || other.isZero { return isZero && !other.isZero }
        let difference = magnitude - other.magnitude
        if difference != 0 { return difference < 0 }
        // Equally many places before the point, so the coefficients differ by fewer powers of ten than there are digits.
        if exponent >= other.exponent {
            return coefficient * PowersOfTen[exponent - other.exponent] < other.coefficient
        }
        return coefficient < other.coefficient * PowersOfTen[other.exponent - exponent]
    }
}
