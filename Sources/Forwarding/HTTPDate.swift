internal import Domain

/// A date in a header: the form in use and the two obsolete ones that a recipient must accept (RFC 9110, section 5.6.7).
///
///     Sun, 06 Nov 1994 08:49:37 GMT      Sunday, 06-Nov-94 08:49:37 GMT      Sun Nov  6 08:49:37 1994
///
/// The day's name is not compared with the date.
enum HTTPDate {
    /// The moment that `text` names, or nil.
    static func parse(_ text: [UInt8]) -> Timestamp? {
        let words = text.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        switch words.count {
        case 6 where words[0].hasSuffix(",") && words[5] == "GMT":
            return moment(year: words[3], month: words[2], day: words[1], time: words[4])
        case 4 where words[0].hasSuffix(",") && words[3] == "GMT":
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, let year = digits(date[2], count: 2) else { return nil }
            // Two digits stand for the year within this half of the century and the last; the form died in the 1990s.
            return moment(
                year: String(year < 70 ? 2000 + year : 1900 + year),
                month: date[1],
                day: date[0],
                time: words[2]
            )
        case 5 where !words[0].hasSuffix(","):
            let day = words[2].utf8.count == 1 ? "0" + words[2] : words[2]
            return moment(year: words[4], month: words[1], day: day, time: words[3])
        default:
            return nil
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func moment(year: String, month: String, day: String, time: String) -> Timestamp? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { digits(String($0), count: 2) }
        guard let month = months.firstIndex(of: month), let year = digits(year, count: 4),
            let day = digits(day, count: 2), let date = CivilDate(year: year, month: month + 1, day: day),
            parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return Timestamp(seconds: Int64(date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second))
    }

    private static func digits(_ text: String, count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
