import Domain
import Testing

struct RetryScheduleTests {
    @Test func `the default schedule reads as its table`() {
        let table = (1...8).map { attempt in
            [Draw.lowest, .half, .highest]
                .map { RetrySchedule.standard.delay(afterAttempt: attempt, asked: nil, draw: $0) }
                .map { "\($0.inMilliseconds)" }
                .joined(separator: " ")
        }
        #expect(
            table == [
                "0 2500 4999",
                "0 7500 14999",
                "0 22500 44999",
                "0 67500 134999",
                "0 202500 404999",
                "0 607500 1214999",
                "0 1800000 3599999",
                "0 1800000 3599999",
            ]
        )
    }

    @Test func `the longest delay stops growing where it meets the maximum or an overflow`() {
        let steep = RetrySchedule(first: .seconds(1), factor: 100, max: .days(100_000), giveUpAfter: .days(7))
        #expect(steep.longestDelay(afterAttempt: 2) == .seconds(100))
        #expect(steep.longestDelay(afterAttempt: 1_000_000) == .days(100_000))
        let flat = RetrySchedule(first: .seconds(1), factor: 1, max: .seconds(9), giveUpAfter: .days(7))
        #expect(flat.longestDelay(afterAttempt: 1_000_000) == .seconds(1))
        let capped = RetrySchedule(first: .seconds(20), factor: 3, max: .seconds(9), giveUpAfter: .days(7))
        #expect(capped.longestDelay(afterAttempt: 1) == .seconds(9))
        let none = RetrySchedule(first: .zero, factor: 3, max: .seconds(9), giveUpAfter: .days(7))
        #expect(none.longestDelay(afterAttempt: 9) == .zero)
    }

    @Test(arguments: [
        (Interval.seconds(2), Draw.lowest, Int64(2_000)),
        (.seconds(2), .half, 2_100),
        (.seconds(3_600), .lowest, 3_600_000),
        (.days(3_650), .lowest, 3_600_000),
    ])
    func `what the destination asks for takes the place of the backoff`(
        asked: Interval,
        draw: Draw,
        milliseconds: Int64
    ) {
        let delay = RetrySchedule.standard.delay(afterAttempt: 1, asked: asked, draw: draw)
        #expect(delay.inMilliseconds == milliseconds)
    }

    @Test func `a wait of nothing asked for is the backoff`() {
        let delay = RetrySchedule.standard.delay(afterAttempt: 1, asked: .zero, draw: .half)
        #expect(delay == .milliseconds(2_500))
    }

    @Test func `no wait that may be asked for is longer than the longest of all`() {
        let schedule = RetrySchedule.standard
        let asked = schedule.delay(afterAttempt: 1, asked: .days(1), draw: .highest)
        #expect(schedule.longestWait >= asked)
        #expect(schedule.longestWait == .minutes(66))
    }

    @Test func `probes keep to the upper half of the delay and to five minutes`() {
        let probes = (1...6).map { RetrySchedule.standard.probeDelay(afterProbe: $0, draw: .lowest).inMilliseconds }
        #expect(probes == [2_500, 7_500, 22_500, 67_500, 150_000, 150_000])
        #expect(RetrySchedule.standard.probeDelay(afterProbe: 9, draw: .highest) < .minutes(5))
    }
}
