import Domain
import Testing

@testable import Forwarding

struct ProjectGateTests {
    /// A gate with a clock that only moves when told.
    struct Bench {
        var gate: ProjectGate
        var seconds: Int64 = 1_000
        let settings: ProjectSettings

        init(concurrency: Int = 8, rate: RateLimit? = nil, hasCredentials: Bool = true, record: ProjectRecord? = nil)
            throws
        {
            settings = try Bench.settings(concurrency: concurrency, rate: rate, hasCredentials: hasCredentials)
            gate = ProjectGate(settings, DeliverySettings(), record: record, now: Bench.moment(1_000))
        }

        static func settings(concurrency: Int = 8, rate: RateLimit? = nil, hasCredentials: Bool) throws
            -> ProjectSettings
        {
            let key = try #require(APIKey("k"))
            return ProjectSettings(
                name: .default,
                endpoint: try Endpoint("http://127.0.0.1/"),
                credentials: hasCredentials ? ProjectCredentials(id: "p", key: key) : nil,
                concurrency: concurrency,
                rate: rate
            )
        }

        static func moment(_ seconds: Int64) -> Moment {
            Moment(time: Timestamp(seconds: 1_700_000_000 + seconds), steady: Timestamp(seconds: seconds))
        }

        var now: Moment { Bench.moment(seconds) }
        var admission: ProjectGate.Admission { gate.admission(at: now) }

        /// Sends one forward, as a probe if the gate wants one, which ends with `outcome` at once.
        mutating func send(_ outcome: Outcome) {
            let isProbe = admission == .probe
            gate.began(at: now)
            gate.ended(outcome, startedAt: now.steady, isProbe: isProbe, now: now, draw: .lowest)
        }

        func closed(for wait: Int64) -> ProjectGate.Admission {
            .closed(until: Timestamp(seconds: seconds + wait))
        }
    }

    private static let failure = Outcome.retry(.serverError, after: nil)

    /// A gate that was paused and opened again, and when what is still on its way went out.
    private static func mended() throws -> (bench: Bench, before: Timestamp) {
        var bench = try Bench()
        bench.gate.began(at: bench.now)
        let before = bench.now.steady
        bench.send(.pause(.unauthorized))
        bench.seconds += 200
        bench.send(.delivered)
        return (bench, before)
    }

    @Test func `an answer to what went out before a mend does not pause again`() throws {
        let mended = try Self.mended()
        var bench = mended.bench
        #expect(bench.gate.state == .sending)
        bench.seconds += 1
        bench.gate.ended(.pause(.unauthorized), startedAt: mended.before, isProbe: false, now: bench.now, draw: .lowest)
        #expect(bench.gate.state == .sending)
    }

    @Test func `such an answer ends a row of failures, as any other does`() throws {
        let mended = try Self.mended()
        var bench = mended.bench
        for _ in 1...4 { bench.send(Self.failure) }
        bench.gate.ended(.pause(.unauthorized), startedAt: mended.before, isProbe: false, now: bench.now, draw: .lowest)
        bench.send(Self.failure)
        #expect(bench.gate.state == .sending)
    }

    @Test func `requests in flight are bounded`() throws {
        var bench = try Bench(concurrency: 2)
        #expect(bench.admission == .open)
        bench.gate.began(at: bench.now)
        bench.gate.began(at: bench.now)
        #expect(bench.admission == .closed(until: nil))
        bench.gate.ended(
            .delivered,
            startedAt: bench.now.steady,
            isProbe: false,
            now: bench.now,
            draw: .lowest
        )
        #expect(bench.admission == .open)
    }

    @Test func `the rate closes the gate until the next token`() throws {
        var bench = try Bench(rate: RateLimit(count: 1, per: .seconds(1)))
        bench.send(.delivered)
        #expect(bench.admission == bench.closed(for: 1))
    }

    @Test(arguments: PauseCause.allCases)
    func `a wrong set-up pauses until a probe passes`(cause: PauseCause) throws {
        var bench = try Bench()
        bench.send(.pause(cause))
        #expect(bench.gate.state == .paused(why: cause.why))
        #expect(bench.gate.pauses.isPaused)
        #expect(bench.admission == bench.closed(for: 120))
        bench.seconds += 120
        #expect(bench.admission == .probe)
        bench.send(.pause(.notFound))
        #expect(bench.gate.state == .paused(why: PauseCause.notFound.why))
        #expect(bench.admission == bench.closed(for: 120))
        bench.seconds += 120
        bench.send(.delivered)
        #expect(bench.gate.state == .sending)
        #expect(bench.admission == .open)
        #expect(bench.gate.pauses.timePaused(from: Timestamp(seconds: 0), to: bench.now.time) == .seconds(240))
    }

    @Test func `one probe at a time`() throws {
        var bench = try Bench()
        bench.send(.pause(.unauthorized))
        bench.seconds += 120
        bench.gate.began(at: bench.now)
        #expect(bench.admission == .closed(until: nil))
        bench.gate.ended(
            Self.failure,
            startedAt: bench.now.steady,
            isProbe: true,
            now: bench.now,
            draw: .lowest
        )
        #expect(bench.admission == bench.closed(for: 120))
    }

    @Test func `what was in hand when the pause began proves nothing`() throws {
        var bench = try Bench()
        bench.gate.began(at: bench.now)
        bench.send(.pause(.unauthorized))
        bench.gate.ended(
            .delivered,
            startedAt: bench.now.steady,
            isProbe: false,
            now: bench.now,
            draw: .lowest
        )
        #expect(bench.gate.state == .paused(why: PauseCause.unauthorized.why))
    }

    @Test func `five failures in a row open the circuit, and an answer closes it`() throws {
        var bench = try Bench()
        for _ in 1...4 { bench.send(Self.failure) }
        bench.send(.delivered)
        for _ in 1...4 { bench.send(Self.failure) }
        #expect(bench.gate.state == .sending)
        bench.send(Self.failure)
        #expect(bench.gate.state.name == .circuitOpen)
        #expect(!bench.gate.pauses.isPaused, "a failing destination does not stop the clock of giving up")
        bench.seconds += 3
        #expect(bench.admission == .probe)
        bench.send(.rejected)
        #expect(bench.gate.state == .sending)
    }

    @Test func `an answer to what was on its way when the circuit opened closes it`() throws {
        var bench = try Bench()
        for _ in 1...6 { bench.gate.began(at: bench.now) }
        for outcome in Array(repeating: Self.failure, count: 5) + [.delivered] {
            #expect(bench.gate.state.name == (outcome == .delivered ? .circuitOpen : .sending))
            bench.gate.ended(
                outcome,
                startedAt: bench.now.steady,
                isProbe: false,
                now: bench.now,
                draw: .lowest
            )
        }
        #expect(bench.admission == .open)
    }

    @Test func `a dead destination costs one probe per retry delay`() throws {
        var bench = try Bench()
        for _ in 1...5 { bench.send(Self.failure) }
        var waits: [Int64] = []
        for _ in 1...6 {
            guard case .closed(let until) = bench.admission, let until else { break }
            waits.append(until.since(bench.now.steady).inMilliseconds)
            bench.seconds += waits.last.map { ($0 + 999) / 1_000 } ?? 0
            bench.send(Self.failure)
        }
        #expect(waits == [2_500, 7_500, 22_500, 67_500, 150_000, 150_000])
    }

    @Test func `many in flight that fail together count as one row and one delay`() throws {
        var bench = try Bench(concurrency: 64)
        for _ in 1...64 { bench.gate.began(at: bench.now) }
        for _ in 1...64 {
            bench.gate.ended(
                Self.failure,
                startedAt: bench.now.steady,
                isProbe: false,
                now: bench.now,
                draw: .lowest
            )
        }
        #expect(bench.gate.admission(at: bench.now) == .closed(until: Timestamp(microseconds: 1_002_500_000)))
    }

    @Test func `an open circuit waits as long as the destination asks`() throws {
        var bench = try Bench()
        for _ in 1...5 { bench.send(.retry(.serverError, after: .seconds(90))) }
        #expect(bench.admission == bench.closed(for: 90))
        bench.seconds += 90
        bench.send(.retry(.serverError, after: .hours(2)))
        #expect(bench.admission == bench.closed(for: 3_600), "within its bound")
    }

    @Test func `a 429 with a wait holds the project until then`() throws {
        var bench = try Bench()
        bench.send(.retry(.throttled, after: .seconds(30)))
        #expect(bench.gate.state == .sending)
        #expect(bench.admission == bench.closed(for: 30))
        #expect(bench.gate.nextAttempt(at: bench.now) == bench.now.time.adding(.seconds(30)))
        bench.seconds += 30
        #expect(bench.admission == .open)
        #expect(bench.gate.nextAttempt(at: bench.now) == nil)
    }

    @Test func `a 429 without a wait halves what is in flight`() throws {
        var bench = try Bench(concurrency: 8)
        bench.send(.retry(.throttled, after: nil))
        #expect(bench.admission == bench.closed(for: 1))
        bench.seconds += 1
        var open = 0
        while bench.admission == .open {
            bench.gate.began(at: bench.now)
            open += 1
        }
        #expect(open == 4)
        bench.seconds += 30
        #expect(bench.admission == .open)
    }

    @Test func `being asked to slow down opens no circuit and closes an open one`() throws {
        var bench = try Bench()
        for _ in 1...20 { bench.send(.retry(.throttled, after: nil)) }
        #expect(bench.gate.state == .sending)
        bench.seconds += 60
        for _ in 1...5 { bench.send(Self.failure) }
        bench.seconds += 3
        bench.send(.retry(.throttled, after: nil))
        #expect(bench.gate.state == .sending)
    }

    @Test func `a wait that was asked for holds back the probes of an open circuit and of a pause`() throws {
        for outcome in [Self.failure, .pause(.unauthorized)] {
            var bench = try Bench()
            for _ in 1...6 { bench.gate.began(at: bench.now) }
            let started = bench.now.steady
            func end(_ outcome: Outcome) {
                bench.gate.ended(outcome, startedAt: started, isProbe: false, now: bench.now, draw: .lowest)
            }
            end(.retry(.throttled, after: .seconds(600)))
            for _ in 1...5 { end(outcome) }
            #expect(bench.gate.state != .sending)
            #expect(bench.admission == bench.closed(for: 600))
            #expect(bench.gate.nextAttempt(at: bench.now) == bench.now.time.adding(.seconds(600)))
            bench.seconds += 600
            #expect(bench.admission == .probe)
        }
    }

    @Test func `of two waits that were asked for the longer one holds`() throws {
        var bench = try Bench()
        bench.send(.retry(.throttled, after: .seconds(600)))
        bench.send(.retry(.throttled, after: .seconds(2)))
        #expect(bench.admission == bench.closed(for: 600))
    }

    @Test func `a probe that is asked to slow down ends no pause and hastens no other probe`() throws {
        var bench = try Bench()
        bench.send(.pause(.unauthorized))
        bench.seconds += 120
        bench.send(.retry(.throttled, after: nil))
        #expect(bench.gate.state == .paused(why: PauseCause.unauthorized.why))
        #expect(bench.admission == bench.closed(for: 120))
    }

    @Test func `a circuit that opens once more begins with the shortest delay`() throws {
        var bench = try Bench()
        for _ in 1...2 {
            for _ in 1...5 { bench.send(Self.failure) }
            #expect(bench.admission == .closed(until: bench.now.steady.adding(.milliseconds(2_500))))
            bench.seconds += 3
            bench.send(Self.failure)
            #expect(bench.admission == .closed(until: bench.now.steady.adding(.milliseconds(7_500))))
            bench.seconds += 8
            bench.send(.delivered)
            #expect(bench.gate.state == .sending)
        }
    }

    @Test func `a circuit that a 429 has closed takes five failures to open`() throws {
        var bench = try Bench()
        for _ in 1...5 { bench.send(Self.failure) }
        bench.seconds += 3
        bench.send(.retry(.throttled, after: nil))
        bench.seconds += 60
        for _ in 1...4 { bench.send(Self.failure) }
        #expect(bench.gate.state == .sending)
    }

    @Test func `without credentials nothing goes out and nothing ages`() throws {
        var bench = try Bench(hasCredentials: false)
        #expect(bench.gate.state == .noCredentials)
        #expect(bench.admission == .closed(until: nil))
        #expect(bench.gate.nextAttempt(at: bench.now) == nil)
        bench.seconds += 500
        bench.gate.reload(try Bench.settings(hasCredentials: true), DeliverySettings(), now: bench.now)
        #expect(bench.gate.state == .sending)
        #expect(bench.admission == .open)
        #expect(bench.gate.pauses.timePaused(from: Timestamp(seconds: 0), to: bench.now.time) == .seconds(500))
        bench.gate.reload(try Bench.settings(hasCredentials: false), DeliverySettings(), now: bench.now)
        #expect(bench.gate.state == .noCredentials)
    }

    @Test(arguments: [ProjectState.Name.paused, .circuitOpen])
    func `a project that did not flow begins with a probe`(name: ProjectState.Name) throws {
        var pauses = PauseHistory()
        if name == .paused { pauses.begin(at: Bench.moment(400).time) }
        let record = ProjectRecord(
            project: .default,
            state: name,
            since: Bench.moment(400).time,
            why: "because",
            nextAttempt: Bench.moment(9_000).time,
            pauses: pauses
        )
        var bench = try Bench(record: record)
        #expect(bench.gate.state.name == name)
        #expect(bench.gate.state.why == "because")
        #expect(bench.gate.since == record.since)
        #expect(bench.admission == .probe)
        bench.send(.delivered)
        #expect(bench.gate.state == .sending)
        let paused = bench.gate.pauses.timePaused(from: Timestamp(seconds: 0), to: bench.now.time)
        #expect(paused == (name == .paused ? .seconds(600) : .zero))
    }

    @Test func `a wait that was asked for outlives a restart, within its bound`() throws {
        for (left, expected) in [(Int64(90), Int64(90)), (90_000, 3_600)] {
            let record = ProjectRecord(
                project: .default,
                state: .sending,
                since: Bench.moment(400).time,
                why: nil,
                nextAttempt: Bench.moment(1_000 + left).time,
                pauses: PauseHistory()
            )
            var bench = try Bench(record: record)
            #expect(bench.admission == bench.closed(for: expected))
            bench.gate.reload(bench.settings, DeliverySettings(), now: bench.now)
            #expect(bench.admission == bench.closed(for: expected))
        }
    }

    @Test func `a pause that the ledger left open ends with credentials that are there again`() throws {
        var pauses = PauseHistory()
        pauses.begin(at: Bench.moment(400).time)
        let record = ProjectRecord(
            project: .default,
            state: .noCredentials,
            since: Bench.moment(400).time,
            why: nil,
            nextAttempt: nil,
            pauses: pauses
        )
        let bench = try Bench(record: record)
        #expect(bench.gate.state == .sending)
        #expect(!bench.gate.pauses.isPaused)
    }
}
