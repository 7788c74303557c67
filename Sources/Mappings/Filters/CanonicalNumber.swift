/// One spelling for all spellings of a number, whatever its size: `1.50`, `15e-1` and `0.15e1` are `15e1`.
enum CanonicalNumber {
    /// Appends the digits without zeros at either end, as if the point stood before them, and the power of ten.
    ///
    /// - Parameter text: a JSON number.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let mantissaEnd = text.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? text.count
        let digits = text[..<mantissaEnd].filter(isDigit)
        guard let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }),
            let last = digits.lastIndex(where: { $0 != UInt8(ascii: "0") })
        else {
            return bytes.append(UInt8(ascii: "0"))
        }
        if text[0] == UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
        bytes += digits[first...last]
        bytes.append(UInt8(ascii: "e"))
        let wholeEnd = text[..<mantissaEnd].firstIndex(of: UInt8(ascii: ".")) ?? mantissaEnd
        let wholeDigits = text[..<wholeEnd].filter(isDigit).count
        appendPower(of: text, from: mantissaEnd, shiftedBy: wholeDigits - first, to: &bytes)
    }

    /// Appends the sum of the exponent that begins at `start` and the shift.
    private static func appendPower(
        of text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        shiftedBy shift: Int,
        to bytes: inout [UInt8]
    ) {
        let exponent = text[start...]
        let isNegative = exponent.contains(UInt8(ascii: "-"))
        let digits = Array(exponent.filter(isDigit).drop { $0 == UInt8(ascii: "0") })
        if digits.count <= 15 {
            let power = Int(String(decoding: digits, as: UTF8.self)) ?? 0
            return bytes.append(contentsOf: String((isNegative ? -power : power) + shift).utf8)
        }
        // So large an exponent keeps its sign; the shift, as long as a text at most, is added to its size digit by digit.
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        var sum = digits
        var carry = isNegative ? -shift : shift
        for place in sum.indices.reversed() where carry != 0 {
            let total = Int(sum[place] - UInt8(ascii: "0")) + carry
            let digit = (total % 10 + 10) % 10
            sum[place] = UInt8(ascii: "0") + UInt8(digit)
            carry = (total - digit) / 10
        }
        if carry > 0 { bytes.append(contentsOf: String(carry).utf8) }
        bytes += carry > 0 ? sum : Array(sum.drop { $0 == UInt8(ascii: "0") })
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
