import Domain
import Testing

@testable import Forwarding

struct TokenBucketTests {
    /// How many requests a bucket lets through at each of these milliseconds, when there is always one waiting.
    private func passed(
        _ rate: RateLimit?,
        at milliseconds: [Int64],
        share: Int = SlowDown.Share.whole,
        atMost limit: Int = 1_000
    ) -> [Int] {
        var bucket = TokenBucket(rate: rate)
        return milliseconds.map { moment in
            let now = Timestamp(microseconds: moment * 1_000)
            var count = 0
            while count < limit, bucket.opensAt(share: .init(parts: share)) <= now {
                bucket.take(at: now, share: .init(parts: share))
                count += 1
            }
            return count
        }
    }

    @Test func `at most one second's worth is saved up`() {
        let rate = RateLimit(count: 20, per: .seconds(1))
        #expect(passed(rate, at: [0, 0, 49, 50, 99, 100, 1_000, 60_000]) == [20, 0, 0, 1, 0, 1, 18, 20])
    }

    @Test func `a rate below one a second saves up one request`() {
        let rate = RateLimit(count: 30, per: .minutes(1))
        #expect(passed(rate, at: [0, 1_999, 2_000, 3_999, 600_000, 601_000]) == [1, 0, 1, 0, 1, 0])
    }

    @Test func `over a minute the rate is kept exactly`() {
        let rate = RateLimit(count: 7, per: .seconds(1))
        let sum = passed(rate, at: Array(0...60_000)).reduce(0, +)
        #expect(sum == 7 + 60 * 7)
    }

    @Test func `no request goes before its time, by no part of a microsecond`() {
        var bucket = TokenBucket(rate: RateLimit(count: 3, per: .seconds(10)))
        bucket.take(at: Timestamp(microseconds: 0), share: .all)
        #expect(bucket.opensAt(share: .all) == Timestamp(microseconds: 3_333_334))
    }

    @Test func `without a rate all pass`() {
        #expect(passed(nil, at: [0], atMost: 500) == [500])
    }

    @Test func `a rate of more than one a nanosecond is as good as none`() {
        #expect(passed(RateLimit(count: .max, per: .seconds(1)), at: [0, 1], atMost: 500) == [500, 500])
    }

    @Test func `a share of the rate is that much slower`() {
        let rate = RateLimit(count: 20, per: .seconds(1))
        let sum = passed(rate, at: Array(0...60_000), share: SlowDown.Share.whole / 4).reduce(0, +)
        #expect(sum == 5 + 60 * 5)
    }
}
