internal import JSON
internal import Linux

/// How a place writes dates that only their format makes dates: `22.11.2026 14:30`.
enum WrittenDate {
    /// What the texts of a place are.
    enum Reading: Equatable {
        /// Dates of this format of `strptime`.
        case format(String)
        /// Dates of several formats: `05/04/2026`.
        case ambiguous
        case none
    }

    /// Where points stand between them, the day comes first (DIN 1355 and its like in other countries); between slashes it
    /// may be the month.
    private static let formats: [(text: String, format: DateFormat)] = {
        let times = ["", " %H:%M", " %H:%M:%S", ", %H:%M", ", %H:%M:%S"]
        return ["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y"].flatMap { date in times.map { date + $0 } }.compactMap { text in
            (try? DateFormat(text)).map { (text, $0) }
        }
    }()
    /// Longer texts are none of these, in bytes.
    private static let longest = 32

    /// What the texts are, which must all be of one format.
    static func reading(of samples: [JSONNode]) -> Reading {
        var left = formats
        for sample in samples {
            guard sample.kind == .string, sample.withText({ $0.count }) <= longest else { return .none }
            left.removeAll { $0.format.read(sample.text, zone: .utc) == nil }
            if left.isEmpty { return .none }
        }
        return left.count == 1 ? .format(left[0].text) : .ambiguous
    }
}
