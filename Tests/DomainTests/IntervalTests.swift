import Domain
import Testing

struct IntervalTests {
    @Test(arguments: [
        ("250ms", 250_000), ("15s", 15_000_000), ("5m", 300_000_000), ("1h", 3_600_000_000), ("30d", 2_592_000_000_000),
        ("0s", 0), ("007s", 7_000_000), ("9223372036854775ms", 9_223_372_036_854_775_000),
        ("106751991d", 9_223_372_022_400_000_000),
    ])
    func `a text is digits and a unit`(text: String, microseconds: Int64) {
        #expect(Interval(text) == Interval(microseconds: microseconds))
    }

    @Test(arguments: [
        "", "5", "m", "-5m", "+5m", "5 m", " 5m", "5m ", "1.5s", "5M", "5min", "5us", "1h30m", "٥m", "106751992d",
        "9223372036854775808ms", "99999999999999999999s", "5\u{0}m",
    ])
    func `what is no text of an interval is refused`(text: String) {
        #expect(Interval(text) == nil)
    }

    @Test(arguments: [
        (250_000, "250ms"), (15_000_000, "15s"), (90_000_000, "90s"), (300_000_000, "5m"), (3_600_000_000, "1h"),
        (86_400_000_000, "1d"), (7_776_000_000_000, "90d"), (0, "0ms"), (-300_000_000, "-5m"),
    ])
    func `its text is in the largest whole unit`(microseconds: Int64, text: String) {
        #expect(Interval(microseconds: microseconds).text == text)
    }

    @Test(arguments: [
        (0, "0s"), (59, "59s"), (60, "1m 0s"), (725, "12m 5s"), (3_600, "1h 0m"), (86_399, "23h 59m"),
        (273_600, "3d 4h"), (-5, "0s"),
    ])
    func `for a person it has two units at most`(seconds: Int64, text: String) {
        #expect(Interval.seconds(seconds).readable == text)
    }

    @Test func `whole units drop what is left over`() {
        let interval = Interval(microseconds: 1_999_999)
        #expect(interval.inMilliseconds == 1_999)
        #expect(interval.inSeconds == 1)
        #expect(Interval.milliseconds(1) < .seconds(1))
        #expect(Interval.minutes(60) == .hours(1))
        #expect(Interval.hours(24) == .days(1))
        #expect(Interval.zero == .seconds(0))
    }
}
