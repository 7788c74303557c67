/// When the next attempt follows: exponential backoff with full jitter, and the age at which a forward is given up.
///
/// Delays before the second, third, … attempt, with the defaults, for a draw of 0, of one half, and of nearly 1:
///
///     after attempt   1      2       3       4        5        6        7   8 …
///     at most         5s     15s     45s     2m15s    6m45s    20m15s   1h  1h
///     half            2.5s   7.5s    22.5s   1m7.5s   3m22.5s  10m7.5s  30m 30m
///     at least        0      0       0       0        0        0        0   0
package struct RetrySchedule: Equatable, Sendable {
    /// The longest wait before the second attempt.
    package let first: Interval
    /// What each further wait is multiplied by.
    package let factor: Int
    /// The longest wait before any attempt.
    package let max: Interval
    /// The age, time paused not counted, at which a forward that is not delivered is dead.
    package let giveUpAfter: Interval

    package static let standard = RetrySchedule(
        first: .seconds(5),
        factor: 3,
        max: .hours(1),
        giveUpAfter: .days(7)
    )
    /// The longest `Retry-After` that is honoured: a date in a far year must not stop a project for ever.
    package static let retryAfterLimit = Interval.hours(1)

    package init(first: Interval, factor: Int, max: Interval, giveUpAfter: Interval) {
        precondition(first >= .zero && factor >= 1, "a retry schedule cannot run backwards")
        self.first = first
        self.factor = factor
        self.max = max
        self.giveUpAfter = giveUpAfter
    }

    /// The longest wait of all, whatever the attempt and whatever `Retry-After` says.
    package var longestWait: Interval {
        let asked = Self.retryAfterLimit.microseconds
        return Swift.max(max, Interval(microseconds: asked + asked / 10))
    }

    /// The longest wait after the `attempt`-th attempt: `min(max, first · factor^(attempt − 1))`.
    package func longestDelay(afterAttempt attempt: Int) -> Interval {
        var delay = first.microseconds
        for _ in 1..<Swift.max(1, attempt) {
            let (product, overflow) = delay.multipliedReportingOverflow(by: Int64(factor))
            guard !overflow, product < max.microseconds else { return max }
            // With a factor of 1 or a first wait of 0 nothing more would change.
            if product == delay { break }
            delay = product
        }
        return min(Interval(microseconds: delay), max)
    }

    /// The wait after the `attempt`-th attempt.
    ///
    /// - Parameters:
    ///   - attempt: counted from 1.
    ///   - asked: the destination's `Retry-After`. It takes the place of the backoff, with up to a tenth more so that
    ///     forwards told the same do not all come at once; more than `retryAfterLimit` counts as that.
    ///   - draw: the randomness.
    package func delay(afterAttempt attempt: Int, asked: Interval?, draw: Draw) -> Interval {
        if let asked, asked > .zero {
            let bounded = min(asked, Self.retryAfterLimit)
            let tenth = draw.share(of: Interval(microseconds: bounded.microseconds / 10))
            return Interval(microseconds: bounded.microseconds + tenth.microseconds)
        }
        return draw.share(of: longestDelay(afterAttempt: attempt))
    }

    /// The wait before the `probe`-th probe of a project whose circuit is open.
    ///
    /// The upper half of the retry delay: full jitter would now and then probe a dead endpoint at once. Never more
    /// than five minutes, so that a recovery is not noticed an hour late.
    package func probeDelay(afterProbe probe: Int, draw: Draw) -> Interval {
        let longest = min(longestDelay(afterAttempt: probe), .minutes(5)).microseconds
        return Interval(
            microseconds: longest / 2 + draw.share(of: Interval(microseconds: longest - longest / 2)).microseconds
        )
    }
}
