import JSON

/// Decimal numbers of any length, reckoned digit by digit as on paper.
struct LongNumber {
    private(set) var isNegative: Bool
    /// The lowest first.
    private var digits: [Int]
    private var exponent: Int

    init(_ text: String) {
        isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.lowercased().split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        digits = (mantissa[0] + fraction).compactMap(\.wholeNumberValue).reversed()
        exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
        normalise()
    }

    private init(isNegative: Bool, digits: [Int], exponent: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
        normalise()
    }

    private mutating func normalise() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent = digits.isEmpty ? 0 : exponent + zeros
        if digits.isEmpty { isNegative = false }
    }

    var isZero: Bool {
        digits.isEmpty
    }

    var absolute: LongNumber {
        LongNumber(isNegative: false, digits: digits, exponent: exponent)
    }

    var text: String {
        let padded = digits + Array(repeating: 0, count: max(0, -exponent - digits.count + 1))
        var result = String(repeating: "0", count: max(0, exponent))
        if digits.isEmpty { return "0" }
        for (index, digit) in padded.enumerated() {
            if index == -exponent, index > 0 { result = "." + result }
            result = "\(digit)" + result
        }
        return (isNegative ? "-" : "") + result
    }

    /// The text, or nil where a decimal may not hold the number.
    var decimalText: String? {
        let isWithin = digits.count <= 38 && -exponent <= 2_000 && digits.count + exponent <= 2_000
        return isWithin ? text : nil
    }

    /// The digits down to that power of ten.
    private func digits(from power: Int) -> [Int] {
        Array(repeating: 0, count: exponent - power) + digits
    }

    static func + (left: LongNumber, right: LongNumber) -> LongNumber {
        let power = min(left.exponent, right.exponent)
        let (first, second) = (left.digits(from: power), right.digits(from: power))
        let (firstSign, secondSign) = (left.isNegative ? -1 : 1, right.isNegative ? -1 : 1)
        let sums = (0..<max(first.count, second.count)).map { index in
            (index < first.count ? first[index] * firstSign : 0)
                + (index < second.count ? second[index] * secondSign : 0)
        }
        return LongNumber(columns: sums, exponent: power)
    }

    static func - (left: LongNumber, right: LongNumber) -> LongNumber {
        var negated = right
        negated.isNegative.toggle()
        return left + negated
    }

    static func * (left: LongNumber, right: LongNumber) -> LongNumber {
        var columns = [Int](repeating: 0, count: left.digits.count + right.digits.count)
        for (place, digit) in left.digits.enumerated() {
            for (otherPlace, other) in right.digits.enumerated() { columns[place + otherPlace] += digit * other }
        }
        var product = LongNumber(columns: columns, exponent: left.exponent + right.exponent)
        product.isNegative = !product.isZero && left.isNegative != right.isNegative
        return product
    }

    /// Carries and borrows, whatever the columns hold.
    private init(columns: [Int], exponent: Int) {
        var carry = 0
        var digits: [Int] = []
        var rest = columns[...]
        while !rest.isEmpty || carry > 0 || carry < -1 {
            let column = (rest.popFirst() ?? 0) + carry
            let digit = ((column % 10) + 10) % 10
            digits.append(digit)
            carry = (column - digit) / 10
        }
        if carry == -1 {
            // Ten's complement: the number is negative.
            let opposite = LongNumber(columns: columns.map { -$0 }, exponent: exponent)
            self.init(isNegative: true, digits: opposite.digits, exponent: opposite.exponent)
        } else {
            self.init(isNegative: false, digits: digits, exponent: exponent)
        }
    }

    func rounded(places: Int) -> LongNumber {
        let dropped = -exponent - places
        guard dropped > 0, !isZero else { return self }
        let kept = LongNumber(isNegative: isNegative, digits: Array(digits.dropFirst(dropped)), exponent: -places)
        guard dropped <= digits.count, digits[dropped - 1] >= 5 else { return kept }
        return kept + LongNumber(isNegative: isNegative, digits: [1], exponent: -places)
    }

    /// The quotient to 12 decimals, by counting how often the divisor goes in.
    func quotient(by divisor: LongNumber) -> LongNumber {
        var rest = absolute
        var quotient = LongNumber("0")
        var power = max(0, exponent + digits.count - divisor.exponent - divisor.digits.count)
        while power >= -13, !rest.isZero {
            let unit = LongNumber(isNegative: false, digits: [1], exponent: power)
            let step = divisor.absolute * unit
            while case let next = rest - step, !next.isNegative {
                rest = next
                quotient = quotient + unit
            }
            power -= 1
        }
        var result = quotient.rounded(places: 12)
        result.isNegative = !result.isZero && isNegative != divisor.isNegative
        return result
    }
}
