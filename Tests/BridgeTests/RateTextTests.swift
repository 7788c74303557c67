import Domain
import Forwarding
import Testing

@testable import Bridge

struct RateTextTests {
    static let rates: [(String, RateLimit)] = [
        ("20/s", RateLimit(count: 20, per: .seconds(1))),
        ("300/m", RateLimit(count: 300, per: .minutes(1))),
        ("1/h", RateLimit(count: 1, per: .hours(1))),
    ]

    @Test(arguments: rates)
    func `a rate is so many in a second, minute or hour`(text: String, limit: RateLimit) {
        #expect(RateText(text)?.limit == limit)
    }

    @Test func `zero is no limit`() {
        #expect(RateText("0") == .unlimited)
        #expect(RateText("0")?.limit == nil)
    }

    @Test(arguments: ["", "20", "20/", "/s", "0/s", "-1/s", "+1/s", "20/d", "20/ms", "1.5/s", "20/s/s", "20 /s"])
    func `what is no rate is refused`(text: String) {
        #expect(RateText(text) == nil)
    }
}
