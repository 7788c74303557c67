/// Every change of a forward's state, as pure functions; the ledger's table repeats the rules as CHECKs.
///
///     pending ── attempt ──▶ delivered | duplicate | dead (rejected, expired) | pending, due later
///     pending, dead ── a person's discard ──▶ discarded
///     pending, dead, discarded ── a person's retry ──▶ pending, due now, no attempts used up, its age counted anew
///
/// `delivered` and `duplicate` never change.
package struct ForwardLifecycle: Equatable, Sendable {
    package let schedule: RetrySchedule

    /// What follows for a forward: its state, and the attempts made so far that count.
    package struct Change: Equatable, Sendable {
        package let state: ForwardState
        package let attempts: Int

        package init(state: ForwardState, attempts: Int) {
            self.state = state
            self.attempts = attempts
        }
    }

    package init(schedule: RetrySchedule) {
        self.schedule = schedule
    }

    /// What an attempt that ended at `now` makes of its forward.
    ///
    /// An attempt that met a wrong set-up does not count, and never ends a forward. Its forward is due at once, behind
    /// those that were due before it, so that another one makes the next probe.
    ///
    /// - Parameter draw: made only for a failure; randomness costs a system call.
    package func change(
        of forward: Forward,
        by outcome: Outcome,
        pauses: PauseHistory,
        now: Timestamp,
        draw: @autoclosure () -> Draw
    ) -> Change {
        let attempts = forward.attempts + 1
        switch outcome {
        case .delivered: return Change(state: .delivered(at: now), attempts: attempts)
        case .duplicate: return Change(state: .duplicate(at: now), attempts: attempts)
        case .rejected: return Change(state: .dead(at: now, reason: .rejected), attempts: attempts)
        case .pause: return Change(state: .pending(dueAt: now), attempts: forward.attempts)
        case .retry(_, let asked):
            let due = now.adding(schedule.delay(afterAttempt: attempts, asked: asked, draw: draw()))
            let expired = age(of: forward, pauses: pauses, now: now) >= schedule.giveUpAfter
            return Change(
                state: expired ? .dead(at: now, reason: .expired) : .pending(dueAt: due),
                attempts: attempts
            )
        }
    }

    /// What becomes of a forward that is due and too old, without another attempt; nil when it may still be sent.
    package func expiry(of forward: Forward, pauses: PauseHistory, now: Timestamp) -> Change? {
        guard age(of: forward, pauses: pauses, now: now) >= schedule.giveUpAfter else { return nil }
        return Change(state: .dead(at: now, reason: .expired), attempts: forward.attempts)
    }

    /// How long the forward has been owed, time paused not counted.
    package func age(of forward: Forward, pauses: PauseHistory, now: Timestamp) -> Interval {
        let paused = pauses.timePaused(from: forward.owedSince, to: now)
        return Interval(microseconds: now.since(forward.owedSince).microseconds - paused.microseconds)
    }

    /// What a person's retry makes of a forward in `state`; nil when there is nothing to send again.
    ///
    /// Its attempts and its age count from now on: the ledger sets `Forward.owedSince` to `now`.
    package static func retried(_ state: ForwardState, now: Timestamp) -> Change? {
        switch state {
        case .pending, .dead, .discarded: Change(state: .pending(dueAt: now), attempts: 0)
        case .delivered, .duplicate: nil
        }
    }

    /// What a person's discard makes of a forward in `state`; nil when it is not owed any more.
    package static func discarded(_ state: ForwardState, now: Timestamp) -> ForwardState? {
        switch state {
        case .pending, .dead: .discarded(at: now)
        case .delivered, .duplicate, .discarded: nil
        }
    }
}
