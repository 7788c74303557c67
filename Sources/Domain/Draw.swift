/// One draw of randomness: a share from 0 up to, but not reaching, 1.
package struct Draw: Equatable, Sendable {
    /// The share times 2³².
    package let numerator: UInt32

    package init(numerator: UInt32) {
        self.numerator = numerator
    }

    /// The lowest share, 0.
    package static let lowest = Draw(numerator: 0)
    package static let half = Draw(numerator: 1 << 31)
    /// The highest share, just below 1.
    package static let highest = Draw(numerator: .max)

    /// This share of a wait that is not negative.
    package func share(of interval: Interval) -> Interval {
        let product = UInt64(interval.microseconds).multipliedFullWidth(by: UInt64(numerator) << 32)
        return Interval(microseconds: Int64(product.high))
    }
}
