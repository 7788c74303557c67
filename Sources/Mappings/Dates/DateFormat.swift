/// A format of `strptime` in English, whatever the process's locale, as `date: 'format'` gives it.
///
/// Numbers may have leading zeros or spaces, or neither; white space in the format stands for any amount of it, none
/// included. Names are read whole or as three letters, in any case. Weekdays and weeks beside a date are read and not
/// compared with it.
package struct DateFormat: Sendable {
    let steps: [Step]

    /// What stands at one place of the text.
    enum Step: Equatable, Sendable {
        case literal(UInt8)
        case space
        case year, yearOfCentury, weekYear
        case month, monthName, day, dayOfYear
        case week, ignoredWeek, weekday, weekdayFromSunday, weekdayName
        case hour, hourOfHalfDay, halfDay, minute, second, fraction
        case offset, zone, unixTime
    }

    /// All conversions, for messages.
    static let known =
        "%Y %m %d %e %y %j %b %B %h %a %A %H %k %I %l %p %M %S %f %z %Z %s %T %R %r %D %F %G %V %u %w %U %W %n %t %%"

    /// - Throws: with the offset of a conversion that does not exist, or when a text of this format cannot be a date.
    package init(_ format: String) throws(DateFormatError) {
        let bytes = Array(format.utf8)
        var steps: [Step] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "%") else {
                steps.append(DateCursor.isSpace(byte) ? .space : .literal(byte))
                continue
            }
            guard index < bytes.count else {
                throw DateFormatError(offset: index - 1, length: 1, reason: .endsInPercent)
            }
            guard let conversion = Self.steps(of: bytes[index]) else {
                // The whole character, if it is none of ASCII.
                let rest = String(decoding: bytes[index...], as: UTF8.self).prefix(1)
                throw DateFormatError(
                    offset: index - 1,
                    length: 1 + rest.utf8.count,
                    reason: .unknownConversion("%\(rest)")
                )
            }
            steps += conversion
            index += 1
        }
        let saysYear = steps.contains { [.year, .yearOfCentury, .unixTime].contains($0) }
        guard saysYear || steps.contains(.weekYear) && steps.contains(.week) else {
            throw DateFormatError(offset: 0, length: bytes.count, reason: .noYear)
        }
        self.steps = steps
    }

    private static func steps(of conversion: UInt8) -> [Step]? {
        switch Unicode.Scalar(conversion) {
        case "Y": [.year]
        case "y": [.yearOfCentury]
        case "G": [.weekYear]
        case "m": [.month]
        case "b", "B", "h": [.monthName]
        case "d", "e": [.day]
        case "j": [.dayOfYear]
        case "V": [.week]
        case "U", "W": [.ignoredWeek]
        case "u": [.weekday]
        case "w": [.weekdayFromSunday]
        case "a", "A": [.weekdayName]
        case "H", "k": [.hour]
        case "I", "l": [.hourOfHalfDay]
        case "p": [.halfDay]
        case "M": [.minute]
        case "S": [.second]
        case "f": [.fraction]
        case "z": [.offset]
        case "Z": [.zone]
        case "s": [.unixTime]
        case "D": [.month, .literal(UInt8(ascii: "/")), .day, .literal(UInt8(ascii: "/")), .yearOfCentury]
        case "F": [.year, .literal(UInt8(ascii: "-")), .month, .literal(UInt8(ascii: "-")), .day]
        case "T": [.hour, .literal(UInt8(ascii: ":")), .minute, .literal(UInt8(ascii: ":")), .second]
        case "R": [.hour, .literal(UInt8(ascii: ":")), .minute]
        case "r":
            [.hourOfHalfDay, .literal(UInt8(ascii: ":")), .minute, .literal(UInt8(ascii: ":")), .second, .space]
                + [.halfDay]
        case "n", "t": [.space]
        case "%": [.literal(UInt8(ascii: "%"))]
        default: nil
        }
    }
}
