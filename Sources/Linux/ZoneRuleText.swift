/// A cursor over the text of a yearly rule.
struct ZoneRuleText {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Skips the name of a clock: `CET`, or `<+0530>`.
    mutating func skipName() -> Bool {
        if skip("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let letters = rest.prefix { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
        }
        rest = rest[letters.endIndex...]
        return letters.count >= 3
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func takeTime(hours limit: Int) -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = takeNumber(0...limit) else { return nil }
        var seconds = hours * 3_600
        for unit in [60, 1] where skip(":") {
            guard let number = takeNumber(0...59) else { return nil }
            seconds += number * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// A day with its time, 02:00 when none is given: `M3.5.0/3`, `J60`, `59/-1`.
    mutating func takeDay() -> ZoneRuleDay? {
        let day: ZoneRuleDay.Day
        if skip("M") {
            guard let month = takeNumber(1...12), skip("."), let week = takeNumber(1...5), skip("."),
                let weekday = takeNumber(0...6)
            else { return nil }
            day = .weekday(month: month, week: week, weekday: weekday)
        } else if skip("J") {
            guard let number = takeNumber(1...365) else { return nil }
            day = .withoutLeapDay(number)
        } else {
            guard let number = takeNumber(0...365) else { return nil }
            day = .ofYear(number)
        }
        guard skip("/") else { return ZoneRuleDay(day: day, time: 7_200) }
        // A week either way since version 3 of the format.
        guard let time = takeTime(hours: 167) else { return nil }
        return ZoneRuleDay(day: day, time: time)
    }

    private mutating func takeNumber(_ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest[digits.endIndex...]
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return range.contains(number) ? number : nil
    }
}
