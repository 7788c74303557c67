import Domain
import Testing

@testable import Forwarding

/// What new settings change.
extension ProjectGateTests {
    @Test func `a reload probes at once`() throws {
        var bench = try Bench()
        bench.send(.pause(.unauthorized))
        bench.gate.reload(bench.settings, DeliverySettings(), now: bench.now)
        #expect(bench.admission == .probe)
        bench.send(.rejected)
        #expect(bench.gate.state == .sending, "a refusal of one forward accepts the set-up")
    }

    @Test func `a reload brings a new rate and a new time between probes`() throws {
        var bench = try Bench(rate: RateLimit(count: 1, per: .seconds(10)))
        bench.send(.delivered)
        #expect(bench.admission == bench.closed(for: 10))
        let settings = try Bench.settings(rate: RateLimit(count: 1, per: .seconds(5)), hasCredentials: true)
        bench.gate.reload(settings, DeliverySettings(pauseProbe: .seconds(30)), now: bench.now)
        bench.send(.delivered)
        #expect(bench.admission == bench.closed(for: 5))
        bench.seconds += 5
        bench.send(.pause(.unauthorized))
        #expect(bench.admission == bench.closed(for: 30))
    }
}
