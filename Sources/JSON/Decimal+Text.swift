extension Decimal {
    /// Reads a JSON number (RFC 8259, section 6); nil when the text is none, or the number does not fit.
    package init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ Decimal($0) }) else { return nil }
        self = number
    }

    /// Reads a JSON number, given as UTF-8.
    package init?(_ text: [UInt8]) {
        guard let number = text.withUnsafeBufferPointer({ Decimal($0) }) else { return nil }
        self = number
    }

    /// Reads a JSON number, given as UTF-8.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let parts = NumberParts(text) else { return nil }
        guard let first = parts.firstDigit else {
            self = .zero
            return
        }
        // An exponent too long for Int is far beyond the limit, however many zeros the text has.
        guard let exponent = parts.exponent(in: text) else { return nil }
        var coefficient: UInt128 = 0
        var zeros = 0
        var places = 0
        for index in first..<parts.mantissaEnd where text[index] != UInt8(ascii: ".") {
            if index > parts.point { places += 1 }
            let digit = text[index] - UInt8(ascii: "0")
            guard digit > 0 else {
                zeros += 1
                continue
            }
            guard zeros < Self.digitLimit, coefficient < PowersOfTen[Self.digitLimit - 1 - zeros] else { return nil }
            coefficient = coefficient * PowersOfTen[zeros + 1] + UInt128(digit)
            zeros = 0
        }
        // Zeros between the point and the first digit were passed over.
        if first > parts.point { places = parts.mantissaEnd - parts.point - 1 }
        self.init(isNegative: parts.isNegative, coefficient: coefficient, exponent: zeros - places + exponent)
    }

    /// The number written plainly: no exponent, no zeros at the end of a fraction, no `-0`.
    package var text: String {
        let digits = String(coefficient)
        let sign = isNegative ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let point = digits.utf8.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The number as an integer, or the farthest that Int holds on its side of zero; nil when it has a fraction.
    package var integer: Int? {
        guard isInteger else { return nil }
        return Int(text) ?? (isNegative ? .min : .max)
    }
}

extension Decimal: CustomStringConvertible {
    package var description: String {
        text
    }
}
