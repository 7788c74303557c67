/// Dates and times in the usual forms of ISO 8601.
///
/// Extended and basic; days by month, year and week; `T`, `t` or a space before the time; hours alone, minutes,
/// seconds, a fraction after `.` or `,`; an offset or none.
enum ISODate {
    /// What the text says; nil when it is in none of these forms.
    static func parts(_ text: UnsafeBufferPointer<UInt8>) -> DateParts? {
        var cursor = DateCursor(text)
        var parts = DateParts()
        guard let day = day(&cursor) else { return nil }
        parts.day = day
        guard !cursor.isAtEnd else { return parts }
        guard cursor.skipLetter("t") || cursor.skip(" ") else { return nil }
        guard time(&cursor, &parts) else { return nil }
        guard !cursor.isAtEnd else { return parts }
        _ = cursor.skip(" ")
        guard let offset = ZoneOffset.take(&cursor), cursor.isAtEnd else { return nil }
        parts.offset = offset
        return parts
    }

    private static func day(_ cursor: inout DateCursor) -> DateParts.Day? {
        guard let year = cursor.take(digits: 4) else { return nil }
        let isExtended = cursor.skip("-")
        if cursor.skipLetter("w") {
            guard let week = cursor.take(digits: 2), !isExtended || cursor.skip("-"),
                let weekday = cursor.take(digits: 1)
            else { return nil }
            return .ofWeek(year: year, week: week, weekday: weekday)
        }
        if isExtended, cursor.digitCount(upTo: 4) == 3, let day = cursor.take(digits: 3) {
            return .ofYear(year: year, day: day)
        }
        guard let month = cursor.take(digits: 2), !isExtended || cursor.skip("-"), let day = cursor.take(digits: 2)
        else { return nil }
        return .ofMonth(year: year, month: month, day: day)
    }

    private static func time(_ cursor: inout DateCursor, _ parts: inout DateParts) -> Bool {
        guard let hour = cursor.take(digits: 2) else { return false }
        parts.hour = hour
        let isExtended = cursor.skip(":")
        guard isExtended || cursor.digitCount(upTo: 1) == 1 else { return true }
        guard let minute = cursor.take(digits: 2) else { return false }
        parts.minute = minute
        guard isExtended ? cursor.skip(":") : cursor.digitCount(upTo: 1) == 1 else { return true }
        guard let second = cursor.take(digits: 2) else { return false }
        parts.second = second
        guard cursor.skip(".") || cursor.skip(",") else { return true }
        guard let fraction = cursor.takeFraction() else { return false }
        parts.nanosecond = fraction
        return true
    }
}
