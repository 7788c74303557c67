/// A moment, to the microsecond, in UTC.
package struct Timestamp: Comparable, Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package init(seconds: Int64) {
        self.init(microseconds: seconds * 1_000_000)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment `interval` later, clamped to what an Int64 holds.
    package func adding(_ interval: Interval) -> Timestamp {
        let (sum, overflow) = microseconds.addingReportingOverflow(interval.microseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: interval.microseconds > 0 ? .max : .min)
    }

    /// The moment `interval` earlier, clamped to what an Int64 holds.
    package func subtracting(_ interval: Interval) -> Timestamp {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(interval.microseconds)
        guard overflow else { return Timestamp(microseconds: difference) }
        return Timestamp(microseconds: interval.microseconds > 0 ? .min : .max)
    }

    /// The time from `earlier` to this moment, clamped to what an Int64 holds; negative when this one is the earlier.
    package func since(_ earlier: Timestamp) -> Interval {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(earlier.microseconds)
        guard overflow else { return Interval(microseconds: difference) }
        return Interval(microseconds: self > earlier ? .max : .min)
    }

    /// RFC 3339 in UTC with milliseconds: `2026-11-21T05:03:32.123Z`.
    package var text: String {
        let (days, inDay) = microseconds.flooredQuotientAndRemainder(86_400_000_000)
        let date = CivilDate(daysSince1970: Int(days))
        if (0...9_999).contains(date.year) { return Self.text(of: date, Int(inDay / 1_000)) }
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let seconds = inDay / 1_000_000
        let time = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        let fraction = String(1_000 + inDay / 1_000 % 1_000).dropFirst()
        return "\(date.text)T\(time).\(fraction)Z"
    }

    /// The text for a year of four digits, digit by digit: every event needs one, and by interpolation it took 6,000
    /// instructions.
    private static func text(of date: CivilDate, _ millisecond: Int) -> String {
        String(unsafeUninitializedCapacity: 24) { bytes in
            func put(_ number: Int, _ count: Int, at place: Int, before separator: Unicode.Scalar) {
                var rest = number
                for index in (place..<place + count).reversed() {
                    bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                bytes[place + count] = UInt8(ascii: separator)
            }
            put(date.year, 4, at: 0, before: "-")
            put(date.month, 2, at: 5, before: "-")
            put(date.day, 2, at: 8, before: "T")
            put(millisecond / 3_600_000, 2, at: 11, before: ":")
            put(millisecond / 60_000 % 60, 2, at: 14, before: ":")
            put(millisecond / 1_000 % 60, 2, at: 17, before: ".")
            put(millisecond % 1_000, 3, at: 20, before: "Z")
            return 24
        }
    }
}

extension Int64 {
    /// The quotient rounded towards negative infinity and what is left, never negative, as calendars need it before
    /// 1970.
    fileprivate func flooredQuotientAndRemainder(_ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
