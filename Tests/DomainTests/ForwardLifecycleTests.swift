import Domain
import Testing

struct ForwardLifecycleTests {
    private let lifecycle = ForwardLifecycle(schedule: .standard)
    private let now = Timestamp(seconds: 1_000_000)

    private func forward(attempts: Int = 2, age: Interval = .hours(1)) throws -> Forward {
        Forward(
            id: 1,
            event: EventID(number: 1),
            project: .default,
            action: try #require(ActionName("Quiz Completed")),
            payload: [],
            receivedAt: Timestamp(microseconds: now.microseconds - age.microseconds),
            attempts: attempts,
            lane: nil
        )
    }

    private func change(by outcome: Outcome, age: Interval = .hours(1), pauses: PauseHistory = .init()) throws
        -> ForwardLifecycle.Change
    {
        lifecycle.change(of: try forward(age: age), by: outcome, pauses: pauses, now: now, draw: .half)
    }

    @Test func `what the destination took or had is done`() throws {
        #expect(try change(by: .delivered) == .init(state: .delivered(at: now), attempts: 3))
        #expect(try change(by: .duplicate) == .init(state: .duplicate(at: now), attempts: 3))
    }

    @Test func `what the destination refused is dead`() throws {
        #expect(try change(by: .rejected) == .init(state: .dead(at: now, reason: .rejected), attempts: 3))
    }

    @Test(arguments: PauseCause.allCases)
    func `a wrong set-up uses up no attempt`(cause: PauseCause) throws {
        #expect(try change(by: .pause(cause)) == .init(state: .pending(dueAt: now), attempts: 2))
    }

    @Test(arguments: RetryCause.allCases)
    func `a failure is tried again after the schedule's delay`(cause: RetryCause) throws {
        let due = now.adding(.milliseconds(22_500))
        #expect(try change(by: .retry(cause, after: nil)) == .init(state: .pending(dueAt: due), attempts: 3))
    }

    @Test func `a failure waits as long as the destination asks`() throws {
        let change = try change(by: .retry(.throttled, after: .minutes(10)))
        #expect(change.state == .pending(dueAt: now.adding(.seconds(630))))
    }

    @Test func `a failure past the age of giving up is dead, but a wrong set-up never`() throws {
        let dead = ForwardLifecycle.Change(state: .dead(at: now, reason: .expired), attempts: 3)
        #expect(try change(by: .retry(.timeout, after: nil), age: .days(7)) == dead)
        #expect(try change(by: .pause(.unauthorized), age: .days(8)).state == .pending(dueAt: now))
        #expect(try change(by: .delivered, age: .days(8)).state == .delivered(at: now))
    }

    @Test func `a forward expires unsent, and time paused does not count`() throws {
        var pauses = PauseHistory()
        let old = try forward(age: .days(8))
        #expect(
            lifecycle.expiry(of: old, pauses: pauses, now: now)
                == .init(state: .dead(at: now, reason: .expired), attempts: 2)
        )
        pauses.begin(at: now.adding(.days(-2)))
        #expect(lifecycle.expiry(of: old, pauses: pauses, now: now) == nil)
        #expect(lifecycle.age(of: old, pauses: pauses, now: now) == .days(6))
    }

    @Test func `a person's retry counts attempts and age anew`() throws {
        let states: [ForwardState] = [
            .pending(dueAt: nil), .dead(at: now, reason: .rejected), .dead(at: now, reason: .expired),
            .discarded(at: now),
        ]
        for state in states {
            let change = ForwardLifecycle.retried(state, now: now)
            #expect(change == .init(state: .pending(dueAt: now), attempts: 0))
        }
        let again = Forward(
            id: 1,
            event: EventID(number: 1),
            project: .default,
            action: .commerce,
            payload: [],
            receivedAt: Timestamp(seconds: 0),
            owedSince: now,
            attempts: 0,
            lane: nil
        )
        #expect(lifecycle.expiry(of: again, pauses: .init(), now: now) == nil)
    }

    @Test func `what is done stays done`() {
        #expect(ForwardLifecycle.retried(.delivered(at: now), now: now) == nil)
        #expect(ForwardLifecycle.retried(.duplicate(at: now), now: now) == nil)
        #expect(ForwardLifecycle.discarded(.delivered(at: now), now: now) == nil)
        #expect(ForwardLifecycle.discarded(.duplicate(at: now), now: now) == nil)
        #expect(ForwardLifecycle.discarded(.discarded(at: now), now: now) == nil)
    }

    @Test func `what is owed or dead can be discarded`() {
        #expect(ForwardLifecycle.discarded(.pending(dueAt: nil), now: now) == .discarded(at: now))
        #expect(ForwardLifecycle.discarded(.dead(at: now, reason: .expired), now: now) == .discarded(at: now))
    }
}
