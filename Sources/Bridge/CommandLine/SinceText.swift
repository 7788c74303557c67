internal import Domain
internal import Linux
internal import Mappings

/// A moment in the past as people write it: a date, a time, or an age.
enum SinceText {
    /// The moment that `text` spells; nil when it spells none.
    ///
    /// Times without an offset are UTC. A bare number is none: whoever writes `2` means no second of 1970.
    static func timestamp(_ text: String, now: Timestamp) -> Timestamp? {
        if let age = Interval(text) { return now.subtracting(age) }
        let isNumber = text.drop { $0 == "-" }.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        guard !isNumber else { return nil }
        return DateReader(zone: .utc).read(text: text)?.moment
    }
}
