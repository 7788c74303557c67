internal import Domain
internal import Ledger
internal import Linux

/// The forwarder's thread: one turn after another of looking, finishing, starting and waiting.
final class ForwarderLoop {
    /// How often the ledger is looked at for what other processes have written.
    private static let poll = Interval.seconds(1)
    /// How many outcomes of a project may wait for the disk before nothing more of it is sent: a ledger that cannot be
    /// written must not have the same forwards sent for ever.
    ///
    /// Two batches of the writer: one that is being written, and one that gathers.
    private static let unconfirmedLimit = 1_024
    /// How many requests are begun before the transfers under way are looked at again.
    private static let startsPerTurn = 64

    let surroundings: Forwarder.Surroundings
    let counters: AttemptCounters
    private let takeMail: () -> Forwarder.Mail
    private let reader: LedgerReader
    private let multi = CurlMulti()

    private(set) var flows: [ProjectFlow] = []
    var lifecycle = ForwardLifecycle(schedule: .standard)
    private var sendings: [Sending?] = []
    private var freeTags: [Int] = []
    var settled: [SettledForward] = []

    /// Whether the next turn may wait for something to happen.
    private var mayWait = false
    private var now: Moment
    /// When the next turn must come at the latest, on the steady clock.
    private var wakesAt: Timestamp
    private var polledAt: Timestamp
    private var foreignCommits = ForeignCommits()
    private var drainsUntil: Timestamp?
    private var readingFails = false
    private var strangers: Set<ProjectName> = []
    /// How many forwards were dead at the last look; nil: it was not looked yet.
    private var dead: [ProjectName: Int]?

    init(
        _ surroundings: Forwarder.Surroundings,
        counters: AttemptCounters,
        takeMail: @escaping () -> Forwarder.Mail
    ) throws(LedgerError) {
        self.surroundings = surroundings
        self.counters = counters
        self.takeMail = takeMail
        reader = try LedgerReader(path: surroundings.ledger)
        now = surroundings.clock()
        wakesAt = now.steady
        polledAt = now.steady.subtracting(Self.poll)
    }

    func run() {
        while turn() {}
        end()
    }

    /// Waits, looks, finishes and starts, once.
    ///
    /// - Returns: false when that was the last one: what is to be finished is finished, or its time is up.
    func turn() -> Bool {
        // The bell is silenced before anything is looked at: what rings later is seen in the next turn.
        let rang = multi.wait(milliseconds: mayWait ? millisecondsToWait : 0, orUntil: surroundings.doorbell)
        multi.perform()
        now = surroundings.clock()
        // A lost ring costs a poll interval.
        let isPoll = now.steady.since(polledAt) >= Self.poll
        if rang || isPoll {
            openMail()
            takeHandover()
        }
        if isPoll { lookAround() }
        finishAll()
        mayWait = true
        if let drainsUntil {
            if inFlight == 0 || now.steady >= drainsUntil { return false }
            wakesAt = drainsUntil
        } else {
            wakesAt = polledAt.adding(Self.poll)
            mayWait = startAll()
        }
        writeDown()
        if multi.hasFinished { mayWait = false }
        return true
    }

    /// Leaves the ledger as it is to be found by the next start.
    func end() {
        writeDown()
        for flow in flows { write(flow) }
        guard inFlight > 0 else { return }
        surroundings.log.warning("stopped with attempts in flight, which stay pending", .count(inFlight))
    }

    /// How many requests are on their way.
    var inFlight: Int { multi.count }

    private var millisecondsToWait: Int32 {
        let microseconds = max(0, wakesAt.since(now.steady).microseconds)
        return Int32(min(1_000, (microseconds + 999) / 1_000))
    }
}

// MARK: What others have left

extension ForwarderLoop {
    private func openMail() {
        let mail = takeMail()
        // A second stop may be more impatient than the first.
        if let limit = mail.stopWithin {
            drainsUntil = min(drainsUntil ?? Timestamp(microseconds: .max), now.steady.adding(limit))
        }
        if let delivery = mail.delivery, let projects = mail.projects { reload(projects, delivery) }
    }

    private func reload(_ projects: [ProjectSettings], _ delivery: DeliverySettings) {
        lifecycle = ForwardLifecycle(schedule: delivery.schedule)
        var records: [ProjectName: ProjectRecord] = [:]
        reading { () throws(LedgerError) in
            for record in try reader.projectRecords() { records[record.project] = record }
        }
        let version = surroundings.version
        flows = projects.map { settings in
            if let flow = flows.first(where: { $0.settings.name == settings.name }) {
                flow.reload(settings, delivery, version: version, now: now)
                return flow
            }
            let record = records[settings.name]
            return ProjectFlow(settings, delivery, version: version, record: record, now: now)
        }
        multi.keepConnections(projects.reduce(0) { $0 + $1.concurrency })
        for flow in flows { write(flow) }
        strangers.removeAll()
        noticeStrangers()
    }

    /// Says of projects that the configuration does not name, and for which something is kept, that it waits.
    private func noticeStrangers() {
        reading { () throws(LedgerError) in
            for (project, count) in try reader.pendingCounts()
            where !flows.contains(where: { $0.settings.name == project }) && strangers.insert(project).inserted {
                let record = ProjectRecord(
                    project: project,
                    state: .noCredentials,
                    since: now.time,
                    why: "the configuration has no project of this name: everything is kept until it has",
                    nextAttempt: nil,
                    pauses: PauseHistory()
                )
                surroundings.writer.write(record)
                surroundings.stateChanged(record)
                surroundings.log.warning(
                    "forwards wait for a project that the configuration does not name",
                    .project(project.text),
                    .count(count)
                )
            }
        }
    }

    private func takeHandover() {
        let handover = surroundings.writer.takeHandover()
        guard !handover.isEmpty else { return }
        foreignCommits.noteHandover()
        for forward in handover.due {
            guard let flow = flows.first(where: { $0.settings.name == forward.project }) else { continue }
            if flow.gate.state == .sending {
                flow.due.handOver(forward, at: now)
            } else {
                flow.due.lookAgain()
            }
        }
        // After those that are due: one of them may be in hand, and settled already.
        for id in handover.settled {
            for flow in flows where flow.due.letGo(of: id) { break }
        }
        if handover.isPartial { lookAgain() }
    }

    /// Looks at the ledger for what nobody has told: other processes write it too.
    private func lookAround() {
        polledAt = now.steady
        reading { () throws(LedgerError) in
            let (hasChanged, isToBeRead) = foreignCommits.poll(try reader.dataVersion())
            if isToBeRead { lookAgain() }
            guard hasChanged else { return }
            noticeStrangers()
            countDead(try reader.deadCounts())
        }
    }

    /// Has all that is due be read from the ledger: something has become due, or is not any more.
    private func lookAgain() {
        for flow in flows {
            flow.due.lookAgain()
            if flow.gate.state != .sending { flow.due.dropWaiting() }
        }
    }

    /// Tells what has changed; what was dead before the start was told then.
    private func countDead(_ counts: [ProjectName: Int]) {
        defer { dead = counts }
        guard let dead else { return }
        for project in Set(counts.keys).union(dead.keys) where counts[project] != dead[project] {
            surroundings.deadCounted(project, counts[project] ?? 0)
        }
    }

    /// Runs `body`, and says once when the ledger cannot be read: the next poll tries again.
    private func reading(_ body: () throws(LedgerError) -> Void) {
        do {
            try body()
            readingFails = false
        } catch {
            if !readingFails { surroundings.log.error("cannot read the ledger", .reason(error.description)) }
            readingFails = true
        }
    }
}

// MARK: Starting

extension ForwarderLoop {
    /// - Returns: whether all is begun that may be at once.
    private func startAll() -> Bool {
        let before = multi.count
        var isAll = true
        for flow in flows {
            var budget = Self.startsPerTurn
            while budget > 0, flow.due.count < Self.unconfirmedLimit, startNext(flow) { budget -= 1 }
            if budget == 0 { isAll = false }
        }
        if multi.count > before { multi.perform() }
        return isAll
    }

    private func startNext(_ flow: ProjectFlow) -> Bool {
        let isProbe: Bool
        switch flow.gate.admission(at: now) {
        case .closed(let until):
            if let until { wakesAt = min(wakesAt, until) }
            return false
        case .open: isProbe = false
        case .probe: isProbe = true
        }
        var next: Forward?
        reading { () throws(LedgerError) in next = try flow.due.next(at: now, page: flow.page, from: reader) }
        guard let forward = next else {
            // A ledger that cannot be read is tried again at the next poll.
            if !readingFails, let due = flow.due.wakesAt {
                wakesAt = min(wakesAt, now.steady.adding(due.since(now.time)))
            }
            return false
        }
        let expires =
            flow.gate.pauses.isPaused
            ? nil : lifecycle.expiry(of: forward, pauses: flow.gate.pauses, now: now.time)
        if let change = expires {
            expire(forward, change)
        } else {
            start(forward, flow, isProbe: isProbe)
        }
        return true
    }

    private func start(_ forward: Forward, _ flow: ProjectFlow, isProbe: Bool) {
        guard let transfer = flow.transfer(for: forward) else {
            preconditionFailure("the gate of \(flow.settings.name) is open without credentials")
        }
        let sending = Sending(flow: flow, forward: forward, startedAt: now, isProbe: isProbe)
        if let tag = freeTags.popLast() {
            sendings[tag] = sending
            transfer.tag = tag
        } else {
            transfer.tag = sendings.count
            sendings.append(sending)
        }
        flow.gate.began(at: now)
        multi.start(transfer)
    }
}

// MARK: Finishing

extension ForwarderLoop {
    private func finishAll() {
        while let (transfer, result) = multi.takeFinished() {
            guard let sending = sendings[transfer.tag].take() else {
                preconditionFailure("transfer \(transfer.tag) ended and nothing was sent on it")
            }
            freeTags.append(transfer.tag)
            sending.flow.giveBack(transfer)
            settle(sending, result, now: now)
        }
    }

    /// Hands the outcomes of this turn to the writer.
    private func writeDown() {
        guard !settled.isEmpty else { return }
        surroundings.writer.settle(settled)
        settled.removeAll(keepingCapacity: true)
    }
}
