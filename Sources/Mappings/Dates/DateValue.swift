package import Domain
package import JSON

/// A date and time with its offset from UTC, as the filter `date` makes it.
package struct DateValue: Hashable, Sendable {
    /// The local date and time in seconds since 1970-01-01T00:00:00, as if it were UTC.
    private let local: Int64
    /// 0 to 999,999,999.
    package let nanosecond: Int
    /// Seconds east of Greenwich.
    package let offset: Int

    /// The date and time; nil when its year is not one of 0 to 9999, which ISO 8601 writes with four digits.
    ///
    /// - Parameter local: the local date and time in seconds since 1970-01-01T00:00:00, as if it were UTC.
    package init?(local: Int64, nanosecond: Int, offset: Int) {
        guard Self.localRange.contains(local) else { return nil }
        precondition((0..<1_000_000_000).contains(nanosecond), "a fraction is less than a second")
        self.local = local
        self.nanosecond = nanosecond
        self.offset = offset
    }

    /// A moment, shown in UTC.
    package init?(_ moment: Timestamp) {
        let (seconds, rest) = moment.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let isBefore = rest < 0
        self.init(
            local: isBefore ? seconds - 1 : seconds,
            nanosecond: Int(isBefore ? rest + 1_000_000 : rest) * 1_000,
            offset: 0
        )
    }

    /// The moment, what is less than a microsecond dropped.
    package var moment: Timestamp {
        Timestamp(microseconds: (local - Int64(offset)) * 1_000_000 + Int64(nanosecond / 1_000))
    }

    /// ISO 8601 as it is sent: `2023-11-05T21:18:04+00:00`, with a fraction where it is not zero.
    ///
    /// The offset has seconds where it is a place's mean time of long ago: `+00:53:28`.
    package var text: String {
        var bytes = UniqueBuffer<UInt8>(capacity: 40)
        write(into: &bytes)
        return bytes.lend { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends `text`; it holds nothing that JSON would have to escape.
    package func write(into bytes: inout UniqueBuffer<UInt8>) {
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let date = CivilDate(daysSince1970: Int(days))
        let second = Int(local - days * 86_400)
        bytes.appendTwoDigits(date.year / 100)
        bytes.appendTwoDigits(date.year % 100)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendTwoDigits(date.month)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendTwoDigits(date.day)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendTime(second / 60)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendTwoDigits(second % 60)
        if nanosecond != 0 { bytes.appendFraction(nanosecond) }
        let magnitude = abs(offset)
        bytes.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        bytes.appendTime(magnitude / 60)
        if magnitude % 60 != 0 {
            bytes.append(UInt8(ascii: ":"))
            bytes.appendTwoDigits(magnitude % 60)
        }
    }

    /// From 0000-01-01T00:00:00 to 9999-12-31T23:59:59.
    private static let localRange: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}

extension UniqueBuffer<UInt8> {
    fileprivate mutating func appendTwoDigits(_ value: Int) {
        append(UInt8(ascii: "0") + UInt8(value / 10))
        append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    /// `HH:MM`.
    fileprivate mutating func appendTime(_ minutes: Int) {
        appendTwoDigits(minutes / 60)
        append(UInt8(ascii: ":"))
        appendTwoDigits(minutes % 60)
    }

    /// A point and the digits, zeros at the end dropped.
    fileprivate mutating func appendFraction(_ nanosecond: Int) {
        append(UInt8(ascii: "."))
        var unit = 100_000_000
        var rest = nanosecond
        while rest > 0 {
            append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }
}
