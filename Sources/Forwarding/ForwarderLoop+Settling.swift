internal import Domain
internal import Ledger
internal import Linux

extension ForwarderLoop {
    /// Judges what came of a forward, and has the ledger, the project and the log know.
    func settle(_ sending: Sending, _ result: TransferResult, now: Moment) {
        let (flow, forward) = (sending.flow, sending.forward)
        let outcome = ResponseVerdict.outcome(of: result, answers: flow.settings.answers, now: now.time)
        let stateBefore = flow.gate.state
        flow.gate.ended(
            outcome,
            startedAt: sending.startedAt.steady,
            isProbe: sending.isProbe,
            now: now,
            draw: surroundings.draw()
        )
        let change = lifecycle.change(
            of: forward,
            by: outcome,
            pauses: flow.gate.pauses,
            now: now.time,
            draw: surroundings.draw()
        )
        let attempt = Attempt(
            startedAt: sending.startedAt.time,
            took: now.steady.since(sending.startedAt.steady),
            status: result.status,
            outcome: outcome.label,
            error: AttemptError.text(outcome, result),
            answer: result.body
        )
        settled.append(
            SettledForward(forward: forward, attempt: attempt, state: change.state, attempts: change.attempts)
        )
        counters.count(outcome.label)
        log(attempt, of: forward, change)
        if flow.gate.state != .sending || stateBefore != .sending { write(flow) }
        if case .retry(.throttled, _) = outcome { write(flow) }
    }

    /// Gives up a forward that was too old before it could be sent.
    func expire(_ forward: Forward, _ change: ForwardLifecycle.Change) {
        settled.append(
            SettledForward(forward: forward, attempt: nil, state: change.state, attempts: change.attempts)
        )
        surroundings.log.error(
            "forward is dead: older than giveUpAfter",
            .project(forward.project.text),
            .action(forward.action.text),
            .event("\(forward.event)"),
            .attempts(change.attempts)
        )
    }

    /// Has the ledger keep the project's state if it has changed, and says so once.
    func write(_ flow: ProjectFlow) {
        let (known, isWritten) = (flow.knownState, flow.isWritten)
        guard let record = flow.changedRecord(now: surroundings.clock()) else { return }
        surroundings.writer.write(record)
        if record.state != .sending { flow.due.dropWaiting() }
        let isChange = record.state != known
        // A start says of each project that does not flow that it does not, be it news or not.
        if isChange || (!isWritten && record.state != .sending) { announce(record) }
        if isChange { surroundings.stateChanged(record) }
    }

    private func announce(_ record: ProjectRecord) {
        let project = LogField.project(record.project.text)
        let reason = LogField.reason(record.why ?? "")
        switch record.state {
        case .sending: surroundings.log.info("project is sending", project)
        case .paused: surroundings.log.error("project is paused", project, reason)
        case .circuitOpen: surroundings.log.warning("circuit is open", project, reason)
        case .noCredentials: surroundings.log.warning("project has no credentials", project, reason)
        }
    }

    private func log(_ attempt: Attempt, of forward: Forward, _ change: ForwardLifecycle.Change) {
        let log = surroundings.log
        guard let error = attempt.error else {
            // Fields are made before the log sees them: nobody pays for lines that are not written.
            if log.level <= .debug {
                log.debug(
                    "delivered",
                    .project(forward.project.text),
                    .action(forward.action.text),
                    .event("\(forward.event)"),
                    .state(attempt.outcome),
                    .milliseconds(attempt.took.inMilliseconds)
                )
            }
            return
        }
        let (project, action) = (LogField.project(forward.project.text), LogField.action(forward.action.text))
        let (event, attempts) = (LogField.event("\(forward.event)"), LogField.attempts(change.attempts))
        let (outcome, reason) = (LogField.state(attempt.outcome), LogField.reason(error))
        if case .dead = change.state {
            log.error("forward is dead", project, action, event, attempts, outcome, reason)
        } else {
            log.warning("attempt failed", project, action, event, attempts, outcome, reason)
        }
    }
}
