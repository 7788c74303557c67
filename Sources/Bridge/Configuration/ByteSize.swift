/// A number of bytes as people write it: `1MiB`, `16KiB`, `512`.
enum ByteSize {
    /// The number of bytes that `text` spells, or nil.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard let count = Int(digits) else { return nil }
        let unit: Int
        switch text.dropFirst(digits.count) {
        case "", "B": unit = 1
        case "KiB": unit = 1 << 10
        case "MiB": unit = 1 << 20
        case "GiB": unit = 1 << 30
        case "kB", "KB": unit = 1_000
        case "MB": unit = 1_000_000
        case "GB": unit = 1_000_000_000
        default: return nil
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? nil : bytes
    }

    /// `bytes` for a person: `1.5 MiB`.
    static func text(_ bytes: Int) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var (unit, whole, rest) = (0, bytes, 0)
        while whole >= 1_024, unit < units.count - 1 {
            (whole, rest) = (whole / 1_024, whole % 1_024)
            unit += 1
        }
        let tenths = rest * 10 / 1_024
        return tenths == 0 ? "\(whole) \(units[unit])" : "\(whole).\(tenths) \(units[unit])"
    }
}
