internal import Domain
internal import Linux

/// What a text says of a date and time, before it is known to be possible.
struct DateParts {
    var day = Day.none
    var hour = 0
    var minute = 0
    /// 60 for a leap second.
    var second = 0
    var nanosecond = 0
    /// Seconds east of Greenwich; nil when the text does not say.
    var offset: Int?

    enum Day {
        case none
        case ofMonth(year: Int, month: Int, day: Int)
        case ofYear(year: Int, day: Int)
        /// ISO 8601's weeks: weekday 1 is Monday.
        case ofWeek(year: Int, week: Int, weekday: Int)
    }

    /// The date and time; nil when there is none such.
    ///
    /// 24:00:00 is the next day's midnight. A leap second is possible at the end of June and December in UTC, and is
    /// taken for the second after it, as Unix time does.
    ///
    /// - Parameter zone: for a text without an offset.
    func value(in zone: TimeZone) -> DateValue? {
        guard let days = daysSince1970, minute < 60, second <= 60 else { return nil }
        guard hour < 24 || hour == 24 && minute == 0 && second == 0 && nanosecond == 0 else { return nil }
        let local = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        let value: DateValue?
        if let offset {
            value = DateValue(local: local, nanosecond: nanosecond, offset: offset)
        } else {
            let (moment, offset) = zone.moment(ofLocal: local)
            value = DateValue(local: moment + Int64(offset), nanosecond: nanosecond, offset: offset)
        }
        guard second == 60, let value else { return value }
        return value.followsLeapSecond ? value : nil
    }

    private var daysSince1970: Int? {
        switch day {
        case .none: return nil
        case .ofMonth(let year, let month, let day):
            return CivilDate(year: year, month: month, day: day)?.daysSince1970
        case .ofYear(let year, let day):
            guard let first = CivilDate(year: year, month: 1, day: 1), day >= 1 else { return nil }
            let days = first.daysSince1970 + day - 1
            return CivilDate(daysSince1970: days).year == year ? days : nil
        case .ofWeek(let year, let week, let weekday):
            // Week 1 is the one with 4 January in it.
            guard let fourth = CivilDate(year: year, month: 1, day: 4)?.daysSince1970, week >= 1,
                (1...7).contains(weekday)
            else { return nil }
            let monday = fourth - ((fourth + 3) % 7 + 7) % 7 + (week - 1) * 7
            // The week belongs to the year that its Thursday lies in.
            return CivilDate(daysSince1970: monday + 3).year == year ? monday + weekday - 1 : nil
        }
    }
}

extension DateValue {
    /// Whether it lies in the first second of a January or July in UTC.
    fileprivate var followsLeapSecond: Bool {
        let seconds = moment.microseconds / 1_000_000
        guard seconds % 86_400 == 0 else { return false }
        let date = CivilDate(daysSince1970: Int(seconds / 86_400))
        return date.day == 1 && (date.month == 1 || date.month == 7)
    }
}
