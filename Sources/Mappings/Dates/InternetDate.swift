/// Dates as in mail and HTTP: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 1123, RFC 5322, section 3.3).
enum InternetDate {
    /// What the text says; nil when it is not in this form.
    ///
    /// The weekday may be left out and is not compared with the date, as is the custom; so may the seconds and the
    /// zone.
    static func parts(_ text: UnsafeBufferPointer<UInt8>) -> DateParts? {
        var cursor = DateCursor(text)
        let weekday = cursor.takeWord()
        if !weekday.isEmpty {
            guard weekday.weekday != nil else { return nil }
            _ = cursor.skip(",")
            cursor.skipSpaces()
        }
        guard let day = cursor.take(upTo: 2), cursor.skip(" "), let month = cursor.takeWord().month, cursor.skip(" "),
            let year = cursor.take(digits: 4), cursor.skip(" ")
        else { return nil }
        var parts = DateParts()
        parts.day = .ofMonth(year: year, month: month, day: day)
        guard let hour = cursor.take(digits: 2), cursor.skip(":"), let minute = cursor.take(digits: 2) else {
            return nil
        }
        parts.hour = hour
        parts.minute = minute
        if cursor.skip(":") {
            guard let second = cursor.take(digits: 2) else { return nil }
            parts.second = second
        }
        guard !cursor.isAtEnd else { return parts }
        guard cursor.skip(" "), let offset = ZoneOffset.take(&cursor), cursor.isAtEnd else { return nil }
        parts.offset = offset
        return parts
    }
}
