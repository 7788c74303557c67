import Domain
import Testing

struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_795_237_412_123_999, "2026-11-21T05:03:32.123Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (-1_000_000, "1969-12-31T23:59:59.000Z"),
        (-86_400_000_000, "1969-12-31T00:00:00.000Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `its text is RFC 3339 with milliseconds`(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).text == text)
    }

    @Test func `the ends of time have a text too`() {
        #expect(Timestamp(microseconds: .max).text == "294247-01-10T04:00:54.775Z")
        #expect(Timestamp(microseconds: .min).text == "-290308-12-21T19:59:05.224Z")
    }

    @Test func `a sum that is too large is the end of time`() {
        let late = Timestamp(microseconds: .max - 5)
        let early = Timestamp(microseconds: .min + 5)
        #expect(late.adding(Interval(microseconds: 5)).microseconds == .max)
        #expect(late.adding(.days(1)).microseconds == .max)
        #expect(early.adding(Interval(microseconds: -6)).microseconds == .min)
        #expect(Timestamp(seconds: 1).adding(.seconds(-2)) == Timestamp(seconds: -1))
    }

    @Test func `what is too early is the beginning of time`() {
        let late = Timestamp(microseconds: .max - 5)
        let early = Timestamp(microseconds: .min + 5)
        #expect(early.subtracting(Interval(microseconds: 5)).microseconds == .min)
        #expect(early.subtracting(.days(1)).microseconds == .min)
        #expect(late.subtracting(Interval(microseconds: .min)).microseconds == .max)
        #expect(Timestamp(seconds: 1).subtracting(.seconds(2)) == Timestamp(seconds: -1))
    }

    @Test func `a difference may be negative, and is never too large`() {
        #expect(Timestamp(seconds: 5).since(Timestamp(seconds: 3)) == .seconds(2))
        #expect(Timestamp(seconds: 3).since(Timestamp(seconds: 5)) == .seconds(-2))
        let ends = (first: Timestamp(microseconds: .min), last: Timestamp(microseconds: .max))
        #expect(ends.last.since(ends.first) == Interval(microseconds: .max))
        #expect(ends.first.since(ends.last) == Interval(microseconds: .min))
    }

    @Test func `the earlier one is less`() {
        #expect(Timestamp(seconds: -1) < Timestamp(seconds: 0))
        #expect(Timestamp(seconds: 1) == Timestamp(microseconds: 1_000_000))
    }
}
