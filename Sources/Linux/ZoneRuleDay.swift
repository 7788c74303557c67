/// The day and the time of day at which a yearly rule changes the clocks.
struct ZoneRuleDay: Sendable {
    let day: Day
    /// Seconds after midnight by the clock before the change; may lie on another day.
    let time: Int

    enum Day: Sendable {
        /// `M3.5.0`: the weekday (0 is Sunday) of the week (5 is the last) of the month.
        case weekday(month: Int, week: Int, weekday: Int)
        /// `J60`: 1 to 365, 29 February never counted.
        case withoutLeapDay(Int)
        /// `59`: 0 to 365, 29 February counted.
        case ofYear(Int)
    }

    /// The change in seconds since 1970, by the clock before it.
    func second(inYear year: Int) -> Int64 {
        Int64(Self.days(beforeYear: year) + dayOfYear(year)) * 86_400 + Int64(time)
    }

    /// Days from 1970-01-01 to the first of January of that year.
    static func days(beforeYear year: Int) -> Int {
        let last = year - 1
        func whole(_ value: Int, _ divisor: Int) -> Int {
            value >= 0 ? value / divisor : (value - divisor + 1) / divisor
        }
        return last * 365 + whole(last, 4) - whole(last, 100) + whole(last, 400) - 719_162
    }

    private func dayOfYear(_ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        switch day {
        case .withoutLeapDay(let day): return day - 1 + (isLeap && day >= 60 ? 1 : 0)
        case .ofYear(let day): return day
        case .weekday(let month, let week, let weekday):
            let before = Self.days(beforeMonth: month, isLeap)
            // 1970-01-01 was a Thursday.
            let firstWeekday = ((Self.days(beforeYear: year) + before + 4) % 7 + 7) % 7
            var day = before + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day >= Self.days(beforeMonth: month + 1, isLeap) { day -= 7 }
            return day
        }
    }

    /// Days from the first of January to the first of a month; 13 is the next January.
    ///
    /// As if February had thirty days, the months' lengths follow a straight line.
    private static func days(beforeMonth month: Int, _ isLeap: Bool) -> Int {
        (367 * month - 362) / 12 - (month <= 2 ? 0 : isLeap ? 1 : 2)
    }
}
