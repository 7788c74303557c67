import Domain
import Testing

@testable import Bridge

struct SinceTextTests {
    /// 2026-11-21T06:00:00Z.
    private static let now = Timestamp(seconds: 1_795_240_800)

    static let readings: [(String, String)] = [
        ("2h", "2026-11-21T04:00:00.000Z"),
        ("90s", "2026-11-21T05:58:30.000Z"),
        ("7d", "2026-11-14T06:00:00.000Z"),
        ("0s", "2026-11-21T06:00:00.000Z"),
        ("2026-11-20", "2026-11-20T00:00:00.000Z"),
        ("2026-11-20T05:00:00Z", "2026-11-20T05:00:00.000Z"),
        ("2026-11-20T05:00:00+02:00", "2026-11-20T03:00:00.000Z"),
    ]

    @Test(arguments: readings)
    func `a date, a time or an age is a moment`(text: String, moment: String) {
        #expect(SinceText.timestamp(text, now: Self.now)?.text == moment)
    }

    @Test(
        arguments: [
            "", "h", "2", "-2", "2.5", "1795240800", "-2h", "2 h", "2w", "tomorrow", "2026-13-01", "2026-02-30",
        ]
    )
    func `what is neither is nothing`(text: String) {
        #expect(SinceText.timestamp(text, now: Self.now) == nil)
    }
}
