/// Where the parts of a JSON number's text lie (RFC 8259, section 6).
struct NumberParts {
    let isNegative: Bool
    /// The first digit that is not 0; nil when the number is zero.
    let firstDigit: Int?
    /// The point, or where one would stand.
    let point: Int
    /// Behind the last digit before an exponent.
    let mantissaEnd: Int
    let isExponentNegative: Bool
    /// The exponent's digits without zeros before them; empty for none.
    let exponentDigits: Range<Int>

    /// Takes the text apart; nil when it is no JSON number.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        isNegative = text.first == UInt8(ascii: "-")
        if isNegative { index = 1 }
        let begin = index
        index = Self.skipDigits(in: text, from: index)
        guard index > begin, index == begin + 1 || text[begin] != UInt8(ascii: "0") else { return nil }
        point = index
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index = Self.skipDigits(in: text, from: index + 1)
            guard index > point + 1 else { return nil }
        }
        mantissaEnd = index
        firstDigit = (begin..<index).first { text[$0] != UInt8(ascii: "0") && text[$0] != UInt8(ascii: ".") }
        guard index < text.count else {
            isExponentNegative = false
            exponentDigits = index..<index
            return
        }
        guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
        index += 1
        isExponentNegative = index < text.count && text[index] == UInt8(ascii: "-")
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
        let end = Self.skipDigits(in: text, from: index)
        guard end == text.count, end > index else { return nil }
        while index < end, text[index] == UInt8(ascii: "0") { index += 1 }
        exponentDigits = index..<end
    }

    /// The exponent; nil when it has more than 18 digits.
    func exponent(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard exponentDigits.count <= 18 else { return nil }
        let magnitude = exponentDigits.reduce(0) { $0 * 10 + Int(text[$1] - UInt8(ascii: "0")) }
        return isExponentNegative ? -magnitude : magnitude
    }

    private static func skipDigits(in text: UnsafeBufferPointer<UInt8>, from begin: Int) -> Int {
        var index = begin
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index
    }
}
