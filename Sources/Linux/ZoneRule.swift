/// A rule that repeats every year: the POSIX TZ string in the footer of a zone file (RFC 8536, section 3.3).
///
/// `CET-1CEST,M3.5.0,M10.5.0/3`
struct ZoneRule: Sendable {
    /// Seconds east of Greenwich.
    private let standard: Int
    private let summer: Summer?

    private struct Summer {
        let offset: Int
        let start: ZoneRuleDay
        let end: ZoneRuleDay
    }

    /// The rule that the text spells; nil when it spells none.
    init?(_ text: ArraySlice<UInt8>) {
        var text = ZoneRuleText(text)
        guard text.skipName(), let west = text.takeTime(hours: 24), abs(west) < 86_400 else {
            return nil
        }
        standard = -west
        guard !text.isAtEnd else {
            summer = nil
            return
        }
        guard text.skipName() else { return nil }
        var offset = standard + 3_600
        if !text.skip(",") {
            guard let west = text.takeTime(hours: 24), text.skip(",") else { return nil }
            offset = -west
        }
        guard let start = text.takeDay(), text.skip(","), let end = text.takeDay(), text.isAtEnd else { return nil }
        guard abs(offset) < 86_400 else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    /// Seconds east of Greenwich at a moment, in seconds since 1970.
    func offset(at moment: Int64) -> Int {
        guard let summer else { return standard }
        let year = Self.year(moment + Int64(standard))
        let start = summer.start.second(inYear: year) - Int64(standard)
        let end = summer.end.second(inYear: year) - Int64(summer.offset)
        // Where summer lasts over the turn of the year, it is what lies outside of winter.
        let isSummer =
            start < end ? (start..<end).contains(moment) : !(end..<start).contains(moment)
        return isSummer ? summer.offset : standard
    }

    /// The Gregorian year of a local time.
    private static func year(_ local: Int64) -> Int {
        let days = Int((local - ((local % 86_400) + 86_400) % 86_400) / 86_400)
        // The mean year is 146,097 / 400 days: an estimate that is off by one at most.
        var year = 1970 + days * 400 / 146_097
        while ZoneRuleDay.days(beforeYear: year) > days { year -= 1 }
        while ZoneRuleDay.days(beforeYear: year + 1) <= days { year += 1 }
        return year
    }
}
