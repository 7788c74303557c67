/// A length of time, to the microsecond; it may be negative.
package struct Interval: Comparable, Hashable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func milliseconds(_ count: Int64) -> Interval { Interval(microseconds: count * 1_000) }
    package static func seconds(_ count: Int64) -> Interval { Interval(microseconds: count * 1_000_000) }
    package static func minutes(_ count: Int64) -> Interval { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> Interval { .seconds(count * 3_600) }
    package static func days(_ count: Int64) -> Interval { .seconds(count * 86_400) }
    package static let zero = Interval(microseconds: 0)

    /// Whole milliseconds, what is left over dropped.
    package var inMilliseconds: Int64 { microseconds / 1_000 }
    /// Whole seconds, what is left over dropped.
    package var inSeconds: Int64 { microseconds / 1_000_000 }

    package static func < (left: Interval, right: Interval) -> Bool {
        left.microseconds < right.microseconds
    }
}
