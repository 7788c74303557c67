import JSON
import TestSupport
import Testing

/// The decimal arithmetic beside the schoolbook's, on thousands of numbers.
struct DecimalReferenceTests {
    @Test(arguments: 1...8) func `sums and products are those of paper and pencil`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<500 {
            let (firstText, secondText) = (Self.number(using: &random), Self.number(using: &random))
            let (first, second) = (try #require(Decimal(firstText)), try #require(Decimal(secondText)))
            let (firstLong, secondLong) = (LongNumber(firstText), LongNumber(secondText))
            #expect(first.text == firstLong.text, "\(firstText)")
            #expect((first + second)?.text == (firstLong + secondLong).decimalText, "\(firstText) + \(secondText)")
            #expect((first - second)?.text == (firstLong - secondLong).decimalText, "\(firstText) - \(secondText)")
            #expect((first * second)?.text == (firstLong * secondLong).decimalText, "\(firstText) * \(secondText)")
            #expect((first < second) == (firstLong - secondLong).isNegative, "\(firstText) < \(secondText)")
            let order: NumberText.Order = first < second ? .less : first == second ? .equal : .greater
            #expect(NumberText.compare(firstText, secondText) == order, "\(firstText) \(secondText)")
        }
    }

    @Test(arguments: 1...8) func `rounded numbers are the nearest, and of two the farther from zero`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<500 {
            let text = Self.number(using: &random)
            let places = Int.random(in: -20...25, using: &random)
            #expect(
                try #require(Decimal(text)).rounded(places: places)?.text
                    == LongNumber(text).rounded(places: places).decimalText,
                "\(text) to \(places)"
            )
        }
    }

    @Test(arguments: 1...8) func `a quotient is within half a unit of the last place`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<200 {
            let (firstText, secondText) = (Self.number(using: &random), Self.number(using: &random))
            let (first, second) = (try #require(Decimal(firstText)), try #require(Decimal(secondText)))
            guard !second.isZero else { continue }
            let (dividend, divisor) = (LongNumber(firstText), LongNumber(secondText))
            guard let quotient = first.divided(by: second) else {
                #expect(dividend.quotient(by: divisor).decimalText == nil, "\(firstText) / \(secondText)")
                continue
            }
            // |2·(q·b - a)·10^12| ≤ |b|, and where it is equal, q is the farther one from zero.
            let difference = LongNumber(quotient.text) * divisor - dividend
            let doubled = (difference + difference) * LongNumber("1e12")
            let slack = doubled.absolute - divisor.absolute
            #expect(slack.isNegative || slack.isZero, "\(firstText) / \(secondText) = \(quotient)")
            if slack.isZero { #expect(difference.isNegative == dividend.isNegative, "\(firstText) / \(secondText)") }
            #expect(quotient.text == dividend.quotient(by: divisor).decimalText, "\(firstText) / \(secondText)")
        }
    }

    /// Numbers of all lengths, with runs of 0 and 9, near each other often enough.
    private static func number(using random: inout SplitMix64) -> String {
        let length = [1, 2, 3, 10, 19, 20, 36, 37, 38].randomElement(using: &random) ?? 1
        let style = Int.random(in: 0..<5, using: &random)
        var digits = ""
        for _ in 0..<length {
            switch style {
            case 0: digits += "9"
            case 1:
                digits += Int.random(in: 0..<4, using: &random) == 0 ? "\(Int.random(in: 0...9, using: &random))" : "0"
            case 2: digits += Bool.random(using: &random) ? "5" : "0"
            default: digits += "\(Int.random(in: 0...9, using: &random))"
            }
        }
        let zeros = digits.prefix { $0 == "0" }.count
        digits = zeros == digits.count ? "0" : String(digits.dropFirst(zeros))
        let sign = Bool.random(using: &random) ? "-" : ""
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return sign + digits
        case 1: return sign + digits + "e\(Int.random(in: -45...45, using: &random))"
        case 2: return sign + "0.\(digits)"
        default:
            return sign + digits.prefix(1) + "." + digits.dropFirst() + "0e\(Int.random(in: -3...3, using: &random))"
        }
    }
}
