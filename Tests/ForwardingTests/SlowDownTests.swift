import Domain
import Testing

@testable import Forwarding

struct SlowDownTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    @Test func `a request to slow down halves, and a minute brings all back`() {
        var slowDown = SlowDown()
        #expect(slowDown.share(at: at(0)) == .all)
        let changed = slowDown.halve(at: at(100), startedAt: at(99))
        #expect(changed)
        #expect([100, 115, 130, 200].map { slowDown.share(at: at($0)).parts } == [512, 768, 1_024, 1_024])
    }

    @Test func `attempts that were on their way before the halving change nothing`() {
        var slowDown = SlowDown()
        let changed = slowDown.halve(at: at(100), startedAt: at(99))
        #expect(changed)
        let changedAgain = slowDown.halve(at: at(101), startedAt: at(99))
        #expect(!changedAgain)
        #expect(slowDown.share(at: at(100)).parts == 512)
    }

    @Test func `what has grown back by then is halved`() {
        var slowDown = SlowDown()
        let changed = slowDown.halve(at: at(100), startedAt: at(100))
        let changedAgain = slowDown.halve(at: at(115), startedAt: at(115))
        #expect(changed && changedAgain)
        #expect(slowDown.share(at: at(115)).parts == 384)
    }

    @Test func `it never comes to a standstill`() {
        var slowDown = SlowDown()
        for _ in 0..<20 { _ = slowDown.halve(at: at(100), startedAt: at(100)) }
        let share = slowDown.share(at: at(100))
        #expect(share.parts == 16)
        #expect(share.of(8) == 1)
        #expect(share.of(640) == 10)
    }
}
