internal import Domain
internal import JSON

/// How many of the requests fail for no reason of their own.
package struct FailRate: Equatable, Sendable {
    /// In millionths.
    package let parts: Int

    package static let none = FailRate(parts: 0)

    package init(parts: Int) {
        precondition((0...1_000_000).contains(parts), "a rate lies between none and all")
        self.parts = parts
    }

    /// The rate that `text` spells, `0.25` or `25%`; nil when it spells none between nothing and all.
    package init?(_ text: String) {
        let isPercent = text.hasSuffix("%")
        guard let number = Decimal(isPercent ? String(text.dropLast()) : text),
            let parts = (number * Decimal(isPercent ? 10_000 : 1_000_000))?.rounded()?.integer,
            (0...1_000_000).contains(parts)
        else { return nil }
        self.parts = parts
    }

    /// Whether the request with this draw fails.
    func fails(_ draw: Draw) -> Bool {
        draw.share(of: Interval(microseconds: 1_000_000)).microseconds < Int64(parts)
    }
}
