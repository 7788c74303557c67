/// The offset at the end of a date.
enum ZoneOffset {
    /// Takes `Z`, `±HH`, `±HHMM`, `±HH:MM`, either with seconds, or a zone's letters, in seconds east of Greenwich.
    static func take(_ cursor: inout DateCursor) -> Int? {
        if cursor.peek() == UInt8(ascii: "+") || cursor.peek() == UInt8(ascii: "-") { return takeNumeric(&cursor) }
        return cursor.takeWord().zoneOffset
    }

    /// Takes `±HH`, `±HHMM` or `±HH:MM`, either with seconds; less than a day.
    private static func takeNumeric(_ cursor: inout DateCursor) -> Int? {
        let isWest = cursor.skip("-")
        if !isWest { _ = cursor.skip("+") }
        guard let hours = cursor.take(digits: 2), hours < 24 else { return nil }
        var seconds = hours * 3_600
        let isExtended = cursor.peek() == UInt8(ascii: ":")
        for unit in [60, 1] {
            guard isExtended ? cursor.skip(":") : cursor.digitCount(upTo: 1) == 1 else { break }
            guard let number = cursor.take(digits: 2), number < 60 else { return nil }
            seconds += number * unit
        }
        return isWest ? -seconds : seconds
    }
}
