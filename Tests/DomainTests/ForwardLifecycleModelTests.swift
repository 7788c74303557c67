import Domain
import TestSupport
import Testing

/// Thousands of random lives of a forward against a model of a few lines.
///
/// The model has no timestamps of its own: it adds up second by second how long the forward has been owed and not paused.
struct ForwardLifecycleModelTests {
    private static let giveUpAfter: Int64 = 500
    private let lifecycle = ForwardLifecycle(
        schedule: RetrySchedule(first: .seconds(2), factor: 2, max: .seconds(60), giveUpAfter: .seconds(giveUpAfter))
    )

    private struct Model {
        var state = ForwardState.Name.pending
        var attempts = 0
        var age: Int64 = 0
        var isPaused = false

        var isTooOld: Bool { age >= ForwardLifecycleModelTests.giveUpAfter }

        mutating func wait(_ seconds: Int64) {
            if !isPaused { age += seconds }
        }

        mutating func end(_ outcome: Outcome) {
            switch outcome {
            case .delivered: (state, attempts) = (.delivered, attempts + 1)
            case .duplicate: (state, attempts) = (.duplicate, attempts + 1)
            case .rejected: (state, attempts) = (.dead, attempts + 1)
            case .pause: break
            case .retry: (state, attempts) = (isTooOld ? .dead : .pending, attempts + 1)
            }
        }
    }

    /// A forward as the ledger would hold it, with the project's pauses and a clock.
    private struct Life {
        var forward: Forward
        var state: ForwardState
        var pauses = PauseHistory()
        var now: Timestamp

        init(at start: Timestamp) throws {
            now = start
            state = .pending(dueAt: start)
            forward = try Self.forward(owedSince: start, attempts: 0)
        }

        static func forward(owedSince: Timestamp, attempts: Int) throws -> Forward {
            Forward(
                id: 1,
                event: EventID(number: 1),
                project: .default,
                action: try #require(ActionName("Quiz Completed")),
                payload: [],
                receivedAt: Timestamp(seconds: 1_000),
                owedSince: owedSince,
                attempts: attempts,
                lane: nil
            )
        }

        mutating func take(_ change: ForwardLifecycle.Change, owedSince: Timestamp? = nil) throws {
            state = change.state
            forward = try Self.forward(owedSince: owedSince ?? forward.owedSince, attempts: change.attempts)
        }
    }

    private static let outcomes: [Outcome] = [
        .delivered, .duplicate, .rejected, .pause(.unauthorized), .pause(.redirected), .retry(.serverError, after: nil),
        .retry(.timeout, after: nil), .retry(.throttled, after: .seconds(30)), .retry(.throttled, after: .days(400)),
        .retry(.unreachable, after: .zero),
    ]

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `whatever happens in whatever order, a forward is where the model has it`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<250 { try live(&random) }
    }

    private func live(_ random: inout SplitMix64) throws {
        var life = try Life(at: Timestamp(seconds: 1_000))
        var model = Model()
        for _ in 0..<40 {
            let seconds = Int64.random(in: 0...40, using: &random)
            life.now = life.now.adding(.seconds(seconds))
            model.wait(seconds)
            switch Int.random(in: 0..<12, using: &random) {
            case 0:
                model.isPaused = true
                life.pauses.begin(at: life.now)
            case 1, 2:
                model.isPaused = false
                life.pauses.end(at: life.now)
            case 3: try retry(&life, &model)
            case 4: discard(&life, &model)
            case 5:
                let change = lifecycle.expiry(of: life.forward, pauses: life.pauses, now: life.now)
                #expect((change != nil) == model.isTooOld)
                guard let change, model.state == .pending else { continue }
                try life.take(change)
                model.state = .dead
            default:
                guard model.state == .pending else { continue }
                try attempt(&life, &model, &random)
            }
            #expect(life.state.name == model.state)
            #expect(life.forward.attempts == model.attempts)
            let age = lifecycle.age(of: life.forward, pauses: life.pauses, now: life.now)
            #expect(age == .seconds(model.age))
        }
    }

    private func attempt(_ life: inout Life, _ model: inout Model, _ random: inout SplitMix64) throws {
        let outcome = try #require(Self.outcomes.randomElement(using: &random))
        let draw = Draw(numerator: .random(in: .min ... .max, using: &random))
        var draws = 0
        let change = lifecycle.change(
            of: life.forward,
            by: outcome,
            pauses: life.pauses,
            now: life.now,
            draw: {
                draws += 1; return draw
            }()
        )
        if case .pending(let due?) = change.state {
            let asked = if case .retry(_, let asked?) = outcome, asked > .zero { asked } else { Interval?.none }
            let longest =
                asked.map { Interval(microseconds: min($0, .hours(1)).microseconds * 11 / 10) } ?? .seconds(60)
            let isInTime = due >= life.now.adding(min(asked ?? .zero, .hours(1))) && due <= life.now.adding(longest)
            #expect(isInTime, "due after \(due.since(life.now))")
        }
        if case .retry = outcome { #expect(draws == 1) } else { #expect(draws == 0, "a draw is a system call") }
        try life.take(change)
        model.end(outcome)
    }

    private func retry(_ life: inout Life, _ model: inout Model) throws {
        let change = ForwardLifecycle.retried(life.state, now: life.now)
        #expect((change != nil) == (model.state != .delivered && model.state != .duplicate))
        guard let change else { return }
        try life.take(change, owedSince: life.now)
        (model.state, model.attempts, model.age) = (.pending, 0, 0)
    }

    private func discard(_ life: inout Life, _ model: inout Model) {
        let state = ForwardLifecycle.discarded(life.state, now: life.now)
        #expect((state != nil) == (model.state == .pending || model.state == .dead))
        guard let state else { return }
        life.state = state
        model.state = .discarded
    }
}
