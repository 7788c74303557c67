import Domain
import TestSupport
import Testing

@testable import Forwarding

/// Thousands of random histories of a project: whatever is answered and read anew, what a gate promises holds.
struct ProjectGateModelTests {
    private struct Sent {
        let startedAt: Timestamp
        let isProbe: Bool
    }

    private struct History {
        var gate: ProjectGate
        var seconds: Int64 = 1_000
        var sent: [Sent] = []
        var hasCredentials = true
        let concurrency: Int
        let rate: Int?
        /// When requests went out, by the steady clock, since the last time that settings were read.
        var times: [Int64] = []

        init(concurrency: Int, rate: Int?) throws {
            self.concurrency = concurrency
            self.rate = rate
            let settings = try Self.settings(concurrency, rate, hasCredentials: true)
            gate = ProjectGate(settings, DeliverySettings(), record: nil, now: Self.moment(1_000))
        }

        static func settings(_ concurrency: Int, _ rate: Int?, hasCredentials: Bool) throws -> ProjectSettings {
            let key = try #require(APIKey("k"))
            return ProjectSettings(
                name: .default,
                endpoint: try Endpoint("http://127.0.0.1/"),
                credentials: hasCredentials ? ProjectCredentials(id: "p", key: key) : nil,
                concurrency: concurrency,
                rate: rate.map { RateLimit(count: $0, per: .seconds(1)) }
            )
        }

        static func moment(_ seconds: Int64) -> Moment {
            Moment(time: Timestamp(seconds: 1_700_000_000 + seconds), steady: Timestamp(seconds: seconds))
        }

        var now: Moment { Self.moment(seconds) }

        mutating func reload() throws {
            let settings = try Self.settings(concurrency, rate, hasCredentials: hasCredentials)
            gate.reload(settings, DeliverySettings(), now: now)
            times.removeAll()
        }
    }

    private static let outcomes: [Outcome] = [
        .delivered, .delivered, .delivered, .duplicate, .rejected, .pause(.unauthorized), .pause(.notFound),
        .retry(.serverError, after: nil), .retry(.timeout, after: nil), .retry(.unreachable, after: .seconds(7)),
        .retry(.throttled, after: nil), .retry(.throttled, after: .seconds(5)),
    ]

    @Test(arguments: [1, 3, 8], [nil, 2, 20] as [Int?])
    func `what a gate promises holds in every history`(concurrency: Int, rate: Int?) throws {
        var random = SplitMix64(seed: UInt64(concurrency * 100 + (rate ?? 0)))
        for _ in 0..<250 {
            var history = try History(concurrency: concurrency, rate: rate)
            var steps: [String] = []
            for _ in 0..<120 {
                try step(&history, &steps, &random)
                let promise = broken(history)
                try #require(promise == nil, "\(promise ?? "") after \(steps)")
            }
            try recover(&history, steps)
        }
    }

    private func step(
        _ history: inout History,
        _ steps: inout [String],
        _ random: inout SplitMix64
    ) throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<4:
            history.seconds += Int64.random(in: 0...3, using: &random)
            steps.append("at \(history.seconds)")
        case 4:
            history.seconds += 120
            steps.append("at \(history.seconds)")
        case 5:
            history.hasCredentials = Int.random(in: 0..<4, using: &random) > 0
            try history.reload()
            steps.append("reload, credentials \(history.hasCredentials)")
        case 6..<14: send(&history, &steps)
        default:
            guard let index = history.sent.indices.randomElement(using: &random) else { return }
            let sent = history.sent.remove(at: index)
            guard let outcome = Self.outcomes.randomElement(using: &random) else { return }
            end(sent, outcome, &history)
            steps.append("\(outcome)")
        }
    }

    private func send(_ history: inout History, _ steps: inout [String]) {
        let admission = history.gate.admission(at: history.now)
        let isProbe = admission == .probe
        guard admission == .open || isProbe else { return }
        steps.append("\(admission)")
        history.gate.began(at: history.now)
        history.sent.append(Sent(startedAt: history.now.steady, isProbe: isProbe))
        history.times.append(history.seconds)
    }

    private func end(_ sent: Sent, _ outcome: Outcome, _ history: inout History) {
        history.gate.ended(
            outcome,
            startedAt: sent.startedAt,
            isProbe: sent.isProbe,
            now: history.now,
            draw: .half
        )
    }

    /// The promise that does not hold, or nil.
    private func broken(_ history: History) -> String? {
        let gate = history.gate
        if gate.inFlight != history.sent.count { return "\(gate.inFlight) in flight, not \(history.sent.count)" }
        if history.sent.filter(\.isProbe).count > 1 { return "two probes at a time" }
        let admission = gate.admission(at: history.now)
        switch gate.state {
        case .sending where admission == .probe: return "a probe while sending"
        case .paused where admission == .open, .circuitOpen where admission == .open:
            return "open while \(gate.state.name)"
        case .noCredentials where admission != .closed(until: nil): return "sending without credentials"
        default: break
        }
        if admission == .open, history.sent.count >= history.concurrency { return "more at once than allowed" }
        if (gate.state == .noCredentials) == history.hasCredentials { return "the wrong mind about credentials" }
        let isStill = gate.state.name == .paused || gate.state.name == .noCredentials
        if gate.pauses.isPaused != isStill { return "forwards age while nothing can go out, or do not" }
        if let rate = history.rate {
            // A second's worth may be saved up, and a second's worth flows in a second.
            let last = history.times.filter { $0 > history.seconds - 1 }.count
            if last > rate { return "\(last) requests in a second" }
        }
        return nil
    }

    /// However bad the history: once the destination is well again, all flows again.
    private func recover(_ history: inout History, _ steps: [String]) throws {
        history.hasCredentials = true
        try history.reload()
        for sent in history.sent { end(sent, .delivered, &history) }
        history.sent.removeAll()
        // The longest wait that a destination can ask for, and the slope back from the deepest slow-down.
        history.seconds += 3_700
        var ignored: [String] = []
        send(&history, &ignored)
        for sent in history.sent { end(sent, .delivered, &history) }
        history.sent.removeAll()
        try #require(history.gate.state == .sending, "still \(history.gate.state) after \(steps)")
        history.seconds += 1
        for _ in 0..<min(history.concurrency, history.rate ?? .max) {
            #expect(history.gate.admission(at: history.now) == .open)
            send(&history, &ignored)
        }
    }
}
