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
            var lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            if isLeap { lengths[1] = 29 }
            let before = lengths[..<(month - 1)].reduce(0, +)
            // 1970-01-01 was a Thursday.
            let daysSince1970 = Self.days(beforeYear: year) + before
            let firstWeekday = ((daysSince1970 + 4) % 7 + 7) % 7
            var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day >= lengths[month - 1] { day -= 7 }
            return before + day
        }
    }
}
