internal import JSON

/// The filters that reckon, always in exact decimals.
enum NumberFilters {
    /// The number, or the number that a string spells, its digits kept.
    static func number(_ value: Value, for filter: FilterName = .number) throws(Misfit) -> Value {
        if value.isNumber { return value }
        guard let text = value.numberText else { throw .unusable(value, by: filter, "is not a number") }
        return .number(text)
    }

    static func round(_ value: Value, places: Int, for filter: FilterName) throws(Misfit) -> Value {
        try result(of: try operand(value, for: filter).rounded(places: places), value, for: filter)
    }

    static func plus(_ value: Value, _ operand: Decimal) throws(Misfit) -> Value {
        try result(of: try self.operand(value, for: .plus) + operand, value, for: .plus)
    }

    static func minus(_ value: Value, _ operand: Decimal) throws(Misfit) -> Value {
        try result(of: try self.operand(value, for: .minus) - operand, value, for: .minus)
    }

    static func times(_ value: Value, _ operand: Decimal) throws(Misfit) -> Value {
        try result(of: try self.operand(value, for: .times) * operand, value, for: .times)
    }

    static func divide(_ value: Value, _ divisor: Decimal) throws(Misfit) -> Value {
        try result(of: try operand(value, for: .divide).divided(by: divisor), value, for: .divide)
    }

    /// An amount in major units as a whole number of minor ones, exactly.
    static func cents(_ value: Value, exponent: Int) throws(Misfit) -> Value {
        let amount = try operand(value, for: .cents)
        guard let cents = amount * units(exponent) else { throw .tooManyDigits(value, for: .cents) }
        guard cents.isInteger else {
            throw .unusable(value, by: .cents, "has more decimals than the currency's \(exponent)")
        }
        return .decimal(cents)
    }

    /// The number that a scalar is or spells.
    static func operand(_ value: Value, for filter: FilterName) throws(Misfit) -> Decimal {
        if let number = value.number { return number }
        guard value.numberText == nil else { throw .tooManyDigits(value, for: filter) }
        throw .unusable(value, by: filter, "is not a number")
    }

    /// How many minor units make a major one.
    private static func units(_ exponent: Int) -> Decimal {
        Decimal((0..<exponent).reduce(1) { units, _ in units * 10 })
    }

    private static func result(of decimal: Decimal?, _ value: Value, for filter: FilterName) throws(Misfit) -> Value {
        guard let decimal else { throw .tooManyDigits(value, for: filter) }
        return .decimal(decimal)
    }
}
