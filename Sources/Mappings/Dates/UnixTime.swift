/// Unix time as a JSON number spells it, in the unit that its size tells.
///
/// By magnitude, below 10^11 seconds, below 10^14 milliseconds, below 10^17 microseconds. A sign, a fraction and an
/// exponent are read exactly; digits past the nanosecond are dropped.
enum UnixTime {
    static func value(_ text: UnsafeBufferPointer<UInt8>) -> DateValue? {
        var cursor = DateCursor(text)
        let isNegative = cursor.skip("-")
        let whole = cursor
        let wholeCount = cursor.digitCount()
        guard wholeCount > 0 else { return nil }
        cursor.advance(wholeCount)
        var fractionCount = 0
        var fraction = cursor
        if cursor.skip(".") {
            fraction = cursor
            fractionCount = cursor.digitCount()
            guard fractionCount > 0 else { return nil }
            cursor.advance(fractionCount)
        }
        var exponent = 0
        if cursor.skipLetter("e") {
            guard let taken = takeExponent(&cursor) else { return nil }
            exponent = taken
        }
        guard cursor.isAtEnd else { return nil }
        let point = wholeCount + exponent
        /// The digit so many places after the first one, the point left out; 0 beyond either end.
        func digit(_ index: Int) -> Int {
            guard index >= 0, index < wholeCount + fractionCount else { return 0 }
            let byte = index < wholeCount ? whole.peek(index) : fraction.peek(index - wholeCount)
            return Int(byte - UInt8(ascii: "0"))
        }
        return value(isNegative: isNegative, point: point, digit: digit)
    }

    /// - Parameters:
    ///   - point: the index of the first digit after the decimal point.
    ///   - digit: the digit at an index.
    private static func value(isNegative: Bool, point: Int, digit: (Int) -> Int) -> DateValue? {
        var whole: Int64 = 0
        for index in 0..<max(0, point) {
            whole = whole * 10 + Int64(digit(index))
            guard whole < 100_000_000_000_000_000 else { return nil }
        }
        let perSecond: Int64 =
            switch whole {
            case ..<100_000_000_000: 1
            case ..<100_000_000_000_000: 1_000
            default: 1_000_000
            }
        var nanoseconds = whole % perSecond
        var unit = 1_000_000_000 / perSecond
        var index = point
        nanoseconds *= unit
        while unit > 1 {
            unit /= 10
            nanoseconds += Int64(digit(index)) * unit
            index += 1
        }
        var seconds = whole / perSecond
        if isNegative {
            seconds = nanoseconds > 0 ? -seconds - 1 : -seconds
            nanoseconds = nanoseconds > 0 ? 1_000_000_000 - nanoseconds : 0
        }
        return DateValue(local: seconds, nanosecond: Int(nanoseconds), offset: 0)
    }

    /// Takes whole seconds, whatever their size, and a sign.
    static func takeSeconds(_ cursor: inout DateCursor) -> DateValue? {
        let isNegative = cursor.skip("-")
        guard cursor.digitCount() <= 12, let seconds = cursor.take(upTo: 12) else { return nil }
        return DateValue(local: Int64(isNegative ? -seconds : seconds), nanosecond: 0, offset: 0)
    }

    /// The exponent after its letter, at most four digits of it: with more, the number is no time.
    private static func takeExponent(_ cursor: inout DateCursor) -> Int? {
        let isNegative = cursor.skip("-")
        if !isNegative { _ = cursor.skip("+") }
        let count = cursor.digitCount()
        guard (1...4).contains(count), let exponent = cursor.take(digits: count) else { return nil }
        return isNegative ? -exponent : exponent
    }
}
