/// Exact comparison of numbers as they are written, whatever their size.
///
/// `1e400` equals `10.0e399`, `0` equals `-0e9`; an exponent of a billion digits costs no more than reading it.
package enum NumberText {
    /// How the first number stands to the second.
    package enum Order: Equatable, Sendable {
        case less
        case equal
        case greater
    }

    /// Whether the text is a JSON number.
    package static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        NumberParts(text) != nil
    }

    /// Where in the text a number stands that is all of it but white space of JSON around it; nil where none does.
    package static func range(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var start = 0
        var end = text.count
        while start < end, isWhiteSpace(text[start]) { start += 1 }
        while start < end, isWhiteSpace(text[end - 1]) { end -= 1 }
        return isNumber(UnsafeBufferPointer(rebasing: text[start..<end])) ? start..<end : nil
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Compares two numbers; nil when one of the texts is no JSON number.
    package static func compare(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> Order? {
        guard let firstParts = NumberParts(first), let secondParts = NumberParts(second) else { return nil }
        let firstSign = sign(of: firstParts)
        let secondSign = sign(of: secondParts)
        guard firstSign == secondSign, let firstDigit = firstParts.firstDigit, let secondDigit = secondParts.firstDigit
        else {
            return order(of: firstSign - secondSign)
        }
        let firstPlaces = firstParts.point - firstDigit + (firstDigit > firstParts.point ? 1 : 0)
        let secondPlaces = secondParts.point - secondDigit + (secondDigit > secondParts.point ? 1 : 0)
        var difference = exponentDifference(firstParts, first, secondParts, second) + firstPlaces - secondPlaces
        if difference == 0 { difference = digitDifference(firstParts, first, secondParts, second) }
        return order(of: firstSign < 0 ? -difference : difference)
    }

    /// Compares two numbers; nil when one of the texts is no JSON number.
    package static func compare(_ first: String, _ second: String) -> Order? {
        var (first, second) = (first, second)
        return first.withUTF8 { first in second.withUTF8 { second in compare(first, second) } }
    }

    private static func sign(of parts: NumberParts) -> Int {
        parts.firstDigit == nil ? 0 : parts.isNegative ? -1 : 1
    }

    private static func order(of difference: Int) -> Order {
        difference < 0 ? .less : difference == 0 ? .equal : .greater
    }

    /// The first exponent less the second; beyond 10^15, which no text is long enough to make up for, just something so big.
    ///
    /// Goes from the highest digits down: once the difference is that big, no lower digit can change its sign.
    private static func exponentDifference(
        _ firstParts: NumberParts,
        _ first: UnsafeBufferPointer<UInt8>,
        _ secondParts: NumberParts,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> Int {
        let length = max(firstParts.exponentDigits.count, secondParts.exponentDigits.count)
        var difference = 0
        for place in (0..<length).reversed() {
            difference *= 10
            difference += exponentDigit(place, of: firstParts, in: first)
            difference -= exponentDigit(place, of: secondParts, in: second)
            if abs(difference) > 1_000_000_000_000_000 { break }
        }
        return difference
    }

    /// The digit that counts 10^place, with the exponent's sign.
    private static func exponentDigit(
        _ place: Int,
        of parts: NumberParts,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        guard place < parts.exponentDigits.count else { return 0 }
        let digit = Int(text[parts.exponentDigits.upperBound - 1 - place] - UInt8(ascii: "0"))
        return parts.isExponentNegative ? -digit : digit
    }

    /// Compares the significant digits as fractions: what one text lacks at its end are zeros.
    private static func digitDifference(
        _ firstParts: NumberParts,
        _ first: UnsafeBufferPointer<UInt8>,
        _ secondParts: NumberParts,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var firstIndex = firstParts.firstDigit ?? firstParts.mantissaEnd
        var secondIndex = secondParts.firstDigit ?? secondParts.mantissaEnd
        while firstIndex < firstParts.mantissaEnd || secondIndex < secondParts.mantissaEnd {
            let difference =
                digit(&firstIndex, of: firstParts, in: first) - digit(&secondIndex, of: secondParts, in: second)
            if difference != 0 { return difference }
        }
        return 0
    }

    /// The digit at the index, which moves on to the next.
    private static func digit(
        _ index: inout Int,
        of parts: NumberParts,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        guard index < parts.mantissaEnd else { return 0 }
        let digit = Int(text[index] - UInt8(ascii: "0"))
        index += 1
        if index == parts.point { index += 1 }
        return digit
    }
}
