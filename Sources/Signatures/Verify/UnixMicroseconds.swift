/// A timestamp in a header: Unix time in digits.
enum UnixMicroseconds {
    /// The time in microseconds: seconds below 10^11, milliseconds below 10^14, microseconds below 10^17, a fraction
    /// dropped; nil for any other text.
    static func value(_ text: [UInt8]) -> Int64? {
        let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...17).contains(digits.count) else { return nil }
        if digits.count < text.count {
            let fraction = text[digits.endIndex...]
            guard fraction.first == UInt8(ascii: "."), fraction.count > 1 else { return nil }
            guard fraction.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
                return nil
            }
        }
        let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        switch number {
        case ..<100_000_000_000: return number * 1_000_000
        case ..<100_000_000_000_000: return number * 1_000
        default: return number
        }
    }
}
