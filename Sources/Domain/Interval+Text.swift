extension Interval {
    /// The interval that `text` spells: digits and a unit, `250ms`, `15s`, `5m`, `1h`, `30d`.
    ///
    /// nil when it spells none, or one that is longer than an Int64 of microseconds holds.
    package init?(_ text: String) {
        let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty, let count = Int64(String(Substring(digits))) else { return nil }
        let unit: Int64
        switch String(Substring(text.utf8.dropFirst(digits.count))) {
        case "ms": unit = 1_000
        case "s": unit = 1_000_000
        case "m": unit = 60_000_000
        case "h": unit = 3_600_000_000
        case "d": unit = 86_400_000_000
        default: return nil
        }
        let (microseconds, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self.init(microseconds: microseconds)
    }

    /// The interval in its largest whole unit, as `init(_:)` reads it: `90d`, `15s`, `250ms`.
    package var text: String {
        let units: [(String, Int64)] = [
            ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
        ]
        for (unit, size) in units where microseconds != 0 && microseconds % size == 0 {
            return "\(microseconds / size)\(unit)"
        }
        return "\(microseconds / 1_000)ms"
    }

    /// The interval for a person, in its two largest units at most: `3d 4h`, `12m 5s`, `0s`.
    package var readable: String {
        let seconds = max(0, inSeconds)
        switch seconds {
        case 86_400...: return "\(seconds / 86_400)d \(seconds / 3_600 % 24)h"
        case 3_600...: return "\(seconds / 3_600)h \(seconds / 60 % 60)m"
        case 60...: return "\(seconds / 60)m \(seconds % 60)s"
        default: return "\(seconds)s"
        }
    }
}
