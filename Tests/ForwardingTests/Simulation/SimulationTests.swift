import Foundation
import Testing

/// The whole way of an event, with all that may happen on it, in random order.
///
/// Answers, clocks, commands, restarts, kills, power cuts and a failing disk. More by `FUNNELBRIDGE_SIMULATIONS`, others by
/// `FUNNELBRIDGE_SEED`.
struct SimulationTests {
    static let seeds: Range<UInt64> = {
        let number = { ProcessInfo.processInfo.environment[$0].flatMap { UInt64($0) } }
        let first = number("FUNNELBRIDGE_SEED") ?? 1
        return first..<first + (number("FUNNELBRIDGE_SIMULATIONS") ?? 8)
    }()

    @Test(arguments: seeds)
    func `nothing is lost, sent twice or out of order, whatever happens`(seed: UInt64) throws {
        let simulation = try Simulation(seed: seed)
        for _ in 0..<250 where !simulation.hasFailed { try simulation.step() }
        if !simulation.hasFailed { try simulation.drain() }
    }
}
