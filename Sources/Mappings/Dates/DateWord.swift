/// A word in a date, in English and in any case: a month, a weekday, half a day, a zone.
struct DateWord {
    private let letters: UnsafeBufferPointer<UInt8>

    init(_ letters: UnsafeBufferPointer<UInt8>) {
        self.letters = letters
    }

    var isEmpty: Bool { letters.isEmpty }

    /// 1 to 12, by the whole name or its first three letters (and `Sept`).
    var month: Int? {
        if matches("sept") { return 9 }
        return Self.months.firstIndex(where: isNameOrAbbreviation).map { $0 + 1 }
    }

    /// 1 (Monday) to 7, by the whole name or its first three letters.
    var weekday: Int? {
        Self.weekdays.firstIndex(where: isNameOrAbbreviation).map { $0 + 1 }
    }

    /// Whether it is `PM`; nil when it is neither that nor `AM`.
    var isAfternoon: Bool? {
        if matches("pm") { return true }
        return matches("am") ? false : nil
    }

    /// Seconds east of Greenwich that a zone's letters stand for; nil when they are unknown or stand for several.
    ///
    /// The zones of RFC 5322, section 4.3, and those of Europe that have one meaning there.
    var zoneOffset: Int? {
        Self.zones.first { matches($0.name) }.map { $0.hours * 3_600 }
    }

    private func matches(_ lower: StaticString) -> Bool {
        guard lower.utf8CodeUnitCount == letters.count else { return false }
        return letters.indices.allSatisfy { letters[$0] | 0x20 == lower.utf8Start[$0] }
    }

    private func isNameOrAbbreviation(_ lower: StaticString) -> Bool {
        guard letters.count == 3 else { return matches(lower) }
        return letters.indices.allSatisfy { letters[$0] | 0x20 == lower.utf8Start[$0] }
    }

    private static let months: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static let weekdays: [StaticString] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private static let zones: [(name: StaticString, hours: Int)] = [
        ("gmt", 0), ("utc", 0), ("z", 0), ("ut", 0), ("cet", 1), ("cest", 2), ("wet", 0), ("west", 1), ("eet", 2),
        ("eest", 3), ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5), ("mst", -7), ("mdt", -6), ("pst", -8),
        ("pdt", -7),
    ]
}
