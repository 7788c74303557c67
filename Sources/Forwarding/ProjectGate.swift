internal import Domain

/// Decides when a project's next forward may go out, and what an outcome means for the project.
///
/// A pure machine: it is told what began and what ended, and answers with values.
///
///     sending ── 401, 403, 404, 3xx ──▶ paused ── a probe passes ──▶ sending
///     sending ── 5 failures in a row ──▶ circuit-open ── an answer ──▶ sending
///     any ── id or key missing ──▶ no-credentials ── both there again ──▶ sending
///
/// While paused, a forward probes every few minutes and at once on reload; while the circuit is open, once per retry
/// delay. A 429 is an answer: it opens no circuit, but holds everything for as long as it asks, or else for a breath,
/// and slows the project down.
struct ProjectGate {
    /// What may happen now.
    enum Admission: Equatable {
        /// A forward may go out.
        case open
        /// One forward may go out, to see whether it passes.
        case probe
        /// Nothing may, until then (steady clock); nil: until an attempt ends or someone acts.
        case closed(until: Timestamp?)
    }

    /// So many failures in a row open the circuit.
    static let failuresToOpen = 5
    /// How long everything waits after a 429 that asks for no wait.
    private static let breath = Interval.seconds(1)

    private(set) var state = ProjectState.sending
    private(set) var pauses = PauseHistory()
    private(set) var inFlight = 0
    private(set) var since: Timestamp
    /// When the state began, by the steady clock.
    private var stateBegan = Timestamp(microseconds: .min)

    private var concurrency: Int
    private var bucket: TokenBucket
    private var schedule: RetrySchedule
    private var pauseProbe: Interval
    private var slowDown = SlowDown()
    /// Before this nothing goes out, whatever the state.
    private var heldUntil = Timestamp(microseconds: .min)
    private var nextProbe = Timestamp(microseconds: .min)
    private var isProbing = false
    private var failuresInRow = 0
    private var probes = 0

    /// - Parameter record: the state that the ledger kept, if any. A project that did not flow begins with a probe.
    init(_ settings: ProjectSettings, _ delivery: DeliverySettings, record: ProjectRecord?, now: Moment) {
        concurrency = settings.concurrency
        bucket = TokenBucket(rate: settings.rate)
        schedule = delivery.schedule
        pauseProbe = delivery.pauseProbe
        since = now.time
        if let record {
            pauses = record.pauses
            switch record.state {
            case .paused: (state, since) = (.paused(why: record.why ?? ""), record.since)
            case .circuitOpen: (state, since) = (.circuitOpen(why: record.why ?? ""), record.since)
            case .sending:
                // A wait that the destination has asked for outlives a restart.
                let left = min(record.nextAttempt?.since(now.time) ?? .zero, RetrySchedule.retryAfterLimit)
                if left > .zero { heldUntil = now.steady.adding(left) }
            case .noCredentials: break
            }
        }
        apply(hasCredentials: settings.credentials != nil, now: now)
    }

    /// Whether a forward may go out now.
    func admission(at now: Moment) -> Admission {
        switch state {
        case .noCredentials:
            return .closed(until: nil)
        case .paused, .circuitOpen:
            guard !isProbing else { return .closed(until: nil) }
            let opens = max(nextProbe, heldUntil)
            return now.steady >= opens ? .probe : .closed(until: opens)
        case .sending:
            let share = slowDown.share(at: now.steady)
            guard inFlight < share.of(concurrency) else { return .closed(until: nil) }
            let opens = max(heldUntil, bucket.opensAt(share: share))
            return now.steady >= opens ? .open : .closed(until: opens)
        }
    }

    /// A forward goes out, as `admission` allowed.
    mutating func began(at now: Moment) {
        bucket.take(at: now.steady, share: slowDown.share(at: now.steady))
        inFlight += 1
        if state != .sending { isProbing = true }
    }

    /// When the next forward may go out, if that is not at once and not a matter of someone's acting.
    func nextAttempt(at now: Moment) -> Timestamp? {
        let opens = state == .sending ? heldUntil : max(nextProbe, heldUntil)
        return state != .noCredentials && opens > now.steady ? now.time(of: opens) : nil
    }
}

extension ProjectGate {
    /// An attempt has ended.
    ///
    /// - Parameters:
    ///   - startedAt: of the steady clock.
    ///   - isProbe: whether it went out as one.
    ///   - draw: made only when the next probe has to be set.
    mutating func ended(
        _ outcome: Outcome,
        startedAt: Timestamp,
        isProbe: Bool,
        now: Moment,
        draw: @autoclosure () -> Draw
    ) {
        precondition(inFlight > 0, "more attempts ended than began")
        inFlight -= 1
        if isProbe { isProbing = false }
        switch outcome {
        case .delivered, .duplicate, .rejected:
            failuresInRow = 0
            passed(isProbe: isProbe, now: now)
        case .pause(let cause):
            failuresInRow = 0
            paused(cause, startedAt: startedAt, isProbe: isProbe, now: now)
        case .retry(let cause, let asked):
            if cause.countsAsFailure {
                failed(cause, asked: asked, isProbe: isProbe, now: now, draw: draw)
            } else {
                throttled(asked: asked, startedAt: startedAt, isProbe: isProbe, now: now)
            }
        }
    }

    /// New settings were read, or a person asked for a look: what does not flow is probed at once.
    mutating func reload(_ settings: ProjectSettings, _ delivery: DeliverySettings, now: Moment) {
        schedule = delivery.schedule
        pauseProbe = delivery.pauseProbe
        concurrency = settings.concurrency
        bucket = TokenBucket(rate: settings.rate)
        apply(hasCredentials: settings.credentials != nil, now: now)
        nextProbe = now.steady
    }

    private mutating func apply(hasCredentials: Bool, now: Moment) {
        switch (hasCredentials, state) {
        case (false, .noCredentials), (true, .sending), (true, .circuitOpen), (true, .paused):
            break
        case (false, _):
            enter(.noCredentials, now: now)
        case (true, .noCredentials):
            enter(.sending, now: now)
        }
        // A pause that a crash left open goes on, or ends here.
        if mayAge { pauses.end(at: now.time) } else { pauses.begin(at: now.time) }
    }

    private var mayAge: Bool {
        switch state {
        case .sending, .circuitOpen: true
        case .paused, .noCredentials: false
        }
    }

    private mutating func enter(_ new: ProjectState, now: Moment) {
        state = new
        since = now.time
        stateBegan = now.steady
        failuresInRow = 0
        probes = 0
        if mayAge { pauses.end(at: now.time) } else { pauses.begin(at: now.time) }
    }

    private mutating func passed(isProbe: Bool, now: Moment) {
        switch state {
        case .circuitOpen: enter(.sending, now: now)
        // One that was on its way before the pause proves nothing.
        case .paused where isProbe: enter(.sending, now: now)
        case .paused, .sending, .noCredentials: break
        }
    }

    private mutating func paused(_ cause: PauseCause, startedAt: Timestamp, isProbe: Bool, now: Moment) {
        switch state {
        case .sending, .circuitOpen:
            // One that went out before the mend says nothing of it.
            guard startedAt >= stateBegan else { return }
            enter(.paused(why: cause.why), now: now)
            nextProbe = now.steady.adding(pauseProbe)
        case .paused:
            guard isProbe else { return }
            state = .paused(why: cause.why)
            nextProbe = now.steady.adding(pauseProbe)
        case .noCredentials:
            break
        }
    }

    private mutating func failed(
        _ cause: RetryCause,
        asked: Interval?,
        isProbe: Bool,
        now: Moment,
        draw: () -> Draw
    ) {
        failuresInRow += 1
        switch state {
        case .sending:
            guard failuresInRow >= Self.failuresToOpen else { return }
            enter(.circuitOpen(why: Self.why(cause)), now: now)
            waitForProbe(asked: asked, now: now, draw: draw())
        case .circuitOpen:
            guard isProbe else { return }
            state = .circuitOpen(why: Self.why(cause))
            waitForProbe(asked: asked, now: now, draw: draw())
        case .paused:
            if isProbe { nextProbe = now.steady.adding(pauseProbe) }
        case .noCredentials:
            break
        }
    }

    private static func why(_ cause: RetryCause) -> String {
        "\(failuresToOpen) or more attempts in a row failed; at last, \(cause.why)"
    }

    private mutating func waitForProbe(asked: Interval?, now: Moment, draw: Draw) {
        probes += 1
        let delay = schedule.probeDelay(afterProbe: probes, draw: draw)
        nextProbe = now.steady.adding(max(delay, min(asked ?? .zero, RetrySchedule.retryAfterLimit)))
    }

    private mutating func throttled(asked: Interval?, startedAt: Timestamp, isProbe: Bool, now: Moment) {
        switch state {
        case .circuitOpen: enter(.sending, now: now)
        case .paused where isProbe: nextProbe = now.steady.adding(pauseProbe)
        case .paused, .sending, .noCredentials: break
        }
        if let asked, asked > .zero {
            heldUntil = max(heldUntil, now.steady.adding(min(asked, RetrySchedule.retryAfterLimit)))
        } else if slowDown.halve(at: now.steady, startedAt: startedAt) {
            heldUntil = max(heldUntil, now.steady.adding(Self.breath))
        }
    }
}
