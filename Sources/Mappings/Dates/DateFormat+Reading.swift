package import Linux

extension DateFormat {
    /// The date that a text of this format spells; nil for a misfit, an impossible date or time among them.
    ///
    /// A month or a day that the format leaves out is the first, a time that it leaves out is midnight.
    ///
    /// - Parameter zone: for texts that carry no offset.
    package func read(_ text: UnsafeBufferPointer<UInt8>, zone: TimeZone) -> DateValue? {
        var cursor = DateCursor(text)
        var fields = Fields()
        for step in steps {
            guard fields.take(step, &cursor) else { return nil }
        }
        guard cursor.isAtEnd else { return nil }
        return fields.value(in: zone)
    }

    /// As above.
    package func read(_ text: String, zone: TimeZone) -> DateValue? {
        var text = text
        return text.withUTF8 { read($0, zone: zone) }
    }

    /// What the conversions have found so far.
    private struct Fields {
        var parts = DateParts()
        var year: Int?
        var weekYear: Int?
        var month: Int?
        var day: Int?
        var dayOfYear: Int?
        var week: Int?
        var weekday: Int?
        var hourOfHalfDay: Int?
        var isAfternoon = false
        var unixTime: DateValue?

        mutating func take(_ step: Step, _ cursor: inout DateCursor) -> Bool {
            switch step {
            case .literal(let byte):
                guard cursor.left > 0, cursor.peek() == byte else { return false }
                cursor.advance()
                return true
            case .space:
                cursor.skipSpaces()
                return true
            case .year, .yearOfCentury, .weekYear: return takeYear(step, &cursor)
            case .month: return take(&month, 1...12, &cursor)
            case .monthName:
                month = cursor.takeWord().month
                return month != nil
            case .day: return take(&day, 1...31, &cursor)
            case .dayOfYear: return take(&dayOfYear, 1...366, digits: 3, &cursor)
            case .week: return take(&week, 1...53, &cursor)
            case .ignoredWeek:
                var ignored: Int?
                return take(&ignored, 0...53, &cursor)
            case .weekday: return take(&weekday, 1...7, digits: 1, &cursor)
            case .weekdayFromSunday:
                guard take(&weekday, 0...6, digits: 1, &cursor) else { return false }
                if weekday == 0 { weekday = 7 }
                return true
            case .weekdayName:
                weekday = cursor.takeWord().weekday
                return weekday != nil
            default: return takeTime(step, &cursor)
            }
        }

        private mutating func takeYear(_ step: Step, _ cursor: inout DateCursor) -> Bool {
            cursor.skipSpaces()
            let digits = step == .yearOfCentury ? 2 : 4
            guard let number = cursor.take(digits: digits) else { return false }
            switch step {
            case .weekYear: weekYear = number
            // POSIX: 69 to 99 are of the twentieth century.
            case .yearOfCentury: year = number + (number < 69 ? 2_000 : 1_900)
            default: year = number
            }
            return true
        }

        private mutating func takeTime(_ step: Step, _ cursor: inout DateCursor) -> Bool {
            var number: Int?
            switch step {
            case .hour:
                guard take(&number, 0...24, &cursor), let number else { return false }
                parts.hour = number
                hourOfHalfDay = nil
            case .hourOfHalfDay:
                return take(&hourOfHalfDay, 1...12, &cursor)
            case .halfDay:
                guard let found = cursor.takeWord().isAfternoon else { return false }
                isAfternoon = found
            case .minute:
                guard take(&number, 0...59, &cursor), let number else { return false }
                parts.minute = number
            case .second:
                guard take(&number, 0...60, &cursor), let number else { return false }
                parts.second = number
            case .fraction:
                guard let fraction = cursor.takeFraction() else { return false }
                parts.nanosecond = fraction
            case .offset, .zone:
                guard let offset = ZoneOffset.take(&cursor) else { return false }
                parts.offset = offset
            default:
                unixTime = UnixTime.takeSeconds(&cursor)
                return unixTime != nil
            }
            return true
        }

        /// Takes a number with leading spaces and at most so many digits.
        private func take(
            _ field: inout Int?,
            _ range: ClosedRange<Int>,
            digits: Int = 2,
            _ cursor: inout DateCursor
        ) -> Bool {
            cursor.skipSpaces()
            guard let number = cursor.take(upTo: digits), range.contains(number) else { return false }
            field = number
            return true
        }

        func value(in zone: TimeZone) -> DateValue? {
            if let unixTime { return unixTime }
            var parts = parts
            // `%p` says nothing of an hour of the whole day.
            if let hourOfHalfDay { parts.hour = hourOfHalfDay % 12 + (isAfternoon ? 12 : 0) }
            if let year, month == nil || day == nil, let dayOfYear {
                parts.day = .ofYear(year: year, day: dayOfYear)
            } else if let year {
                parts.day = .ofMonth(year: year, month: month ?? 1, day: day ?? 1)
            } else if let weekYear, let week {
                parts.day = .ofWeek(year: weekYear, week: week, weekday: weekday ?? 1)
            }
            return parts.value(in: zone)
        }
    }
}
