internal import Domain

/// A connection that writes, with its prepared statements: what can be changed in the ledger, all inside a transaction.
///
/// Used by one thread at a time: the writer's, or a command's.
final class WriteSession {
    let connection: Connection
    let sources: NameTable
    let projects: NameTable
    let actions: NameTable
    let events: EventTable
    let forwards: ForwardTable
    let attempts: AttemptTable
    let dedupe: DedupeTable
    let counters: CounterTable
    let settings: SettingTable
    let reports: ReportTable
    let drifts: DriftTable
    let lanes: LaneNumbers

    private let begin: Statement
    private let commit: Statement
    private let dataVersion: Statement
    private let stateOfForward: Statement
    let eventRows: EventStateRows
    private var newest: EventID?
    private var fresh: [Bool] = []
    /// What the transaction under way, or else the last one, means for the forwarder.
    private var handover = Handover()
    /// What the ledger's version was in the last transaction: changes when another connection has committed.
    private var seenVersion: Int64?
    /// Whether another connection has committed since the last `takeHandover`.
    private var othersHaveCommitted = false

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        sources = try NameTable(.source, connection)
        projects = try NameTable(.project, connection)
        actions = try NameTable(.action, connection)
        events = try EventTable(connection)
        forwards = try ForwardTable(connection)
        attempts = try AttemptTable(connection)
        dedupe = try DedupeTable(connection)
        counters = try CounterTable(connection)
        settings = try SettingTable(connection)
        reports = try ReportTable(connection)
        drifts = try DriftTable(connection)
        begin = try connection.prepare("BEGIN IMMEDIATE")
        commit = try connection.prepare("COMMIT")
        dataVersion = try connection.prepare("PRAGMA data_version")
        stateOfForward = try connection.prepare(
            "SELECT state, due_at, ended_at, reason, payload IS NULL FROM forward WHERE id = ?1 AND event = ?2"
        )
        eventRows = try EventStateRows(connection)
        do {
            try begin.run()
            lanes = try settings.laneNumbers()
            newest = try events.newestID()
            seenVersion = try dataVersion.first { $0.integer(0) }
            try commit.run()
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// Runs `body` in one transaction, which is on disk when this returns; on an error nothing of it is.
    func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        handover = Handover()
        do {
            try begin.run()
            try noticeOthers()
            let result = try body()
            try reports.writeErrors()
            try counters.write()
            try commit.run()
            return result
        } catch {
            connection.rollBack()
            handover = Handover()
            counters.clear()
            reports.clear()
            sources.forget()
            projects.forget()
            actions.forget()
            throw error
        }
    }

    /// Nobody else commits from here to the end of the transaction.
    private func noticeOthers() throws(SQLiteError) {
        let version = try dataVersion.first { $0.integer(0) }
        if version != seenVersion { othersHaveCommitted = true }
        seenVersion = version
    }

    /// What the last transaction means for the forwarder, which is to read the ledger when others have changed it meanwhile.
    ///
    /// What others did is told once, be the transaction that has seen it rolled back or of no meaning otherwise.
    func takeHandover() -> Handover {
        if othersHaveCommitted { handover.notePartial() }
        othersHaveCommitted = false
        defer { handover = Handover() }
        return handover
    }

    /// Records an event with the forwards it owes.
    func record(_ event: NewEvent) throws(SQLiteError) -> RecordedEvent {
        // Only a damaged ledger has the last of all ids.
        if let newest, newest.number == .max { throw .unexpectedRow("event.id") }
        let id = EventID(at: event.receivedAt, after: newest)
        let source = try sources.number(of: event.source.text)
        fresh.removeAll(keepingCapacity: true)
        var duplicates = 0
        for action in event.actions {
            let isNew = try dedupe.isNew(action.dedupeKey, receivedAt: event.receivedAt, event: id)
            if !isNew { duplicates += 1 }
            fresh.append(isNew)
        }
        try events.add(event, id: id, source: source, duplicates: duplicates)
        // By index, so that no action is copied, which takes six changes of counts that threads share.
        for index in event.actions.indices {
            try add(
                event.actions[index],
                of: id,
                isNew: fresh[index],
                receivedAt: event.receivedAt,
                owedSince: event.receivedAt
            )
        }
        counters.addEvents(1, source: source, state: event.state)
        newest = id
        return RecordedEvent(id: id, actions: event.actions.count, duplicates: duplicates)
    }

    /// Writes the end of an attempt.
    ///
    /// A forward that a person has discarded meanwhile stays so, unless it has reached its project all the same. One that
    /// is gone is left gone; of one that was erased meanwhile, nothing is kept that was answered.
    func settle(_ settled: SettledForward, now: Timestamp) throws(SQLiteError) {
        let project = try projects.number(of: settled.project.text)
        let action = try actions.number(of: settled.action.text)
        let place = ForwardTable.Place(project: project, lane: settled.lane)
        var isErased = false
        try forwards.settle(settled, project: project)
        if connection.changes == 1 {
            if settled.state.name == .pending {
                handover.notePartial()
            } else {
                count(project, action, from: .pending, to: settled.state.name)
                if try forwards.promote(at: place, now: now) { handover.notePartial() }
                if settled.hasPlaceInForward { return }
            }
        } else {
            guard let found = try standing(of: settled) else {
                // Another may have its number, and was passed over as in hand.
                return handover.notePartial()
            }
            let state = found.state
            isErased = found.isErased
            let arrived = settled.state.name == .delivered || settled.state.name == .duplicate
            if arrived, state.name == .discarded || state.name == .dead {
                try forwards.restate(
                    settled.id,
                    at: place,
                    to: settled.state,
                    attempts: settled.attempts,
                    owedSince: nil,
                    now: now
                )
                count(project, action, from: state.name, to: settled.state.name)
                handover.notePartial()
            }
        }
        guard var attempt = settled.attempt else { return }
        if isErased { attempt = attempt.withoutText }
        try attempts.add(attempt, to: settled.id)
        guard let error = attempt.error else { return }
        reports.noteError(project: project, attempt: attempt, message: error)
    }

    /// Writes a project's state.
    func report(_ record: ProjectRecord) throws(SQLiteError) {
        try reports.write(record, project: try projects.number(of: record.project.text))
    }

    /// Counts a forward that goes from one state to another.
    func count(_ project: Int64, _ action: Int64, from old: ForwardState.Name, to new: ForwardState.Name) {
        counters.addForwards(-1, project: project, action: action, state: old)
        counters.addForwards(1, project: project, action: action, state: new)
    }

    /// Adds a forward of `event`: owed when its key is new, else recorded as a duplicate.
    func add(
        _ action: Action,
        of event: EventID,
        isNew: Bool,
        receivedAt: Timestamp,
        owedSince: Timestamp
    ) throws(SQLiteError) {
        let project = try projects.number(of: action.project.text)
        let number = try actions.number(of: action.name.text)
        let place = ForwardTable.Place(project: project, lane: action.lane.map { lanes.lane(of: $0) })
        if isNew {
            let (id, isDue) = try forwards.add(
                action,
                of: event,
                at: place,
                named: number,
                receivedAt: receivedAt,
                owedSince: owedSince
            )
            if isDue {
                handover.add(
                    Forward(
                        id: id,
                        event: event,
                        project: action.project,
                        action: action.name,
                        payload: action.payload,
                        receivedAt: receivedAt,
                        owedSince: owedSince,
                        attempts: 0,
                        lane: place.lane
                    )
                )
            }
        } else {
            try forwards.addDuplicate(action, of: event, at: place, named: number, receivedAt: receivedAt)
        }
        counters.addForwards(1, project: project, action: number, state: isNew ? .pending : .duplicate)
    }

    /// Gives a forward that was read in this transaction another state.
    func restate(
        _ forward: ForwardRow,
        to state: ForwardState,
        attempts: Int,
        owedSince: Timestamp?,
        now: Timestamp
    ) throws(SQLiteError) {
        try forwards.restate(
            forward.id,
            at: forward.place,
            to: state,
            attempts: attempts,
            owedSince: owedSince,
            now: now
        )
        count(forward.place.project, forward.action, from: forward.state.name, to: state.name)
    }

    private func standing(of settled: SettledForward) throws(SQLiteError) -> (state: ForwardState, isErased: Bool)? {
        stateOfForward.bind(settled.id, at: 1)
        stateOfForward.bind(settled.event.number, at: 2)
        return try stateOfForward.first { (row) throws(SQLiteError) in
            (try StateColumns.state(in: row, from: 0), row.integer(4) != 0)
        }
    }
}

extension Attempt {
    /// The attempt without words of the destination, which may name a person.
    fileprivate var withoutText: Attempt {
        Attempt(startedAt: startedAt, took: took, status: status, outcome: outcome, error: nil, answer: [])
    }
}
