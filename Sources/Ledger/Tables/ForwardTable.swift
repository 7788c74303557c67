internal import Domain

/// The forwards, and the rule of the lane: of its pending ones only the earliest is due.
///
/// Every method leaves each lane so.
final class ForwardTable {
    /// How much larger a row may get when it is delivered without its page being split, in bytes: an attempt with a short
    /// answer.
    ///
    /// Pages are filled up while forwards come. Without room, one in eight that were delivered wrote three pages more.
    private static let room = 32

    private let connection: Connection
    private let firstPending: Statement
    private let insertPending: Statement
    private let insertDuplicate: Statement
    private let settle: Statement
    private let deliver: Statement
    private let promote: Statement
    private let demote: Statement
    private let restate: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        firstPending = try connection.prepare(
            "SELECT id FROM forward WHERE project = ?1 AND lane = ?2 AND state = 'pending' ORDER BY id LIMIT 1"
        )
        // States as literals where they are few: a text that is bound is copied and freed again.
        insertPending = try connection.prepare(
            """
            INSERT INTO forward (
                event, project, action, lane, received_at, payload, owed_since, due_at, state, attempts, last_answer
            ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'pending', 0, x'\(String(repeating: "00", count: Self.room))')
            """
        )
        insertDuplicate = try connection.prepare(
            """
            INSERT INTO forward (
                event, project, action, lane, received_at, payload, owed_since, ended_at, state, attempts
            ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?5, 'duplicate', 0)
            """
        )
        settle = try connection.prepare(
            """
            UPDATE forward
            SET state = ?2, attempts = ?3,
                due_at = CASE WHEN ?4 IS NULL OR ?10 IS NULL OR NOT EXISTS (
                    SELECT 1 FROM forward WHERE project = ?9 AND lane = ?10 AND state = 'pending' AND id < ?1
                ) THEN ?4 END,
                ended_at = ?5, reason = ?6,
                last_status = CASE WHEN ?11 THEN ?7 ELSE last_status END,
                last_error = CASE WHEN ?11 THEN ?8 ELSE last_error END,
                last_answer = CASE WHEN ?2 = 'pending' THEN last_answer END
            WHERE id = ?1 AND event = ?12 AND state = 'pending'
            """
        )
        deliver = try connection.prepare(
            """
            UPDATE forward
            SET state = CASE WHEN ?2 THEN 'duplicate' ELSE 'delivered' END, attempts = ?3, due_at = NULL, ended_at = ?4,
                last_status = ?5, last_error = NULL, last_started_at = ?6, last_took = ?7, last_answer = ?8
            WHERE id = ?1 AND event = ?9 AND state = 'pending'
            """
        )
        promote = try connection.prepare("UPDATE forward SET due_at = ?2 WHERE id = ?1 AND due_at IS NULL")
        demote = try connection.prepare(
            """
            UPDATE forward SET due_at = NULL
            WHERE project = ?1 AND lane = ?2 AND state = 'pending' AND id > ?3 AND due_at IS NOT NULL
            """
        )
        restate = try connection.prepare(
            """
            UPDATE forward
            SET state = ?2, attempts = ?3,
                due_at = CASE WHEN ?4 IS NULL OR ?8 IS NULL OR NOT EXISTS (
                    SELECT 1 FROM forward WHERE project = ?7 AND lane = ?8 AND state = 'pending' AND id < ?1
                ) THEN ?4 END,
                ended_at = ?5, reason = ?6, owed_since = coalesce(?9, owed_since),
                last_answer = CASE WHEN ?2 = 'pending' THEN last_answer END
            WHERE id = ?1
            """
        )
    }

    /// Where a forward stands: the numbers of its project and its lane.
    struct Place {
        let project: Int64
        let lane: Lane?
    }

    /// Adds a forward that is owed since `owedSince`.
    ///
    /// - Returns: its number, and whether it is due: another of its lane may be pending.
    func add(
        _ action: Action,
        of event: EventID,
        at place: Place,
        named actionNumber: Int64,
        receivedAt: Timestamp,
        owedSince: Timestamp
    ) throws(SQLiteError) -> (id: Int64, isDue: Bool) {
        let isDue = try firstPending(at: place) == nil
        insertPending.bind(owedSince.microseconds, at: 7)
        insertPending.bind(isDue ? owedSince.microseconds : nil, at: 8)
        try run(insertPending, action, event, place, actionNumber, receivedAt)
        return (connection.lastInsertedRow, isDue)
    }

    /// The earliest pending one of a lane; nil when there is none, or no lane.
    private func firstPending(at place: Place) throws(SQLiteError) -> Int64? {
        guard let lane = place.lane else { return nil }
        firstPending.bind(place.project, at: 1)
        firstPending.bind(lane.number, at: 2)
        return try firstPending.first { $0.integer(0) }
    }

    /// Adds a forward whose dedupe key was seen before: recorded, and never sent.
    func addDuplicate(
        _ action: Action,
        of event: EventID,
        at place: Place,
        named actionNumber: Int64,
        receivedAt: Timestamp
    ) throws(SQLiteError) {
        try run(insertDuplicate, action, event, place, actionNumber, receivedAt)
    }

    /// Runs an INSERT after binding what both have in common.
    private func run(
        _ insert: borrowing Statement,
        _ action: Action,
        _ event: EventID,
        _ place: Place,
        _ actionNumber: Int64,
        _ receivedAt: Timestamp
    ) throws(SQLiteError) {
        try action.payload.withUnsafeBufferPointer { (payload) throws(SQLiteError) in
            insert.bind(event.number, at: 1)
            insert.bind(place.project, at: 2)
            insert.bind(actionNumber, at: 3)
            insert.bind(place.lane?.number, at: 4)
            insert.bind(receivedAt.microseconds, at: 5)
            insert.bind(lasting: payload, at: 6)
            try insert.run()
        }
    }

    /// Writes the end of an attempt, or of a forward without one; does nothing when the forward is not pending.
    ///
    /// The attempt itself is written only where it `hasPlaceInForward`.
    func settle(_ settled: SettledForward, project: Int64) throws(SQLiteError) {
        if let attempt = settled.attempt, settled.hasPlaceInForward { return try deliver(settled, by: attempt) }
        let columns = StateColumns(settled.state)
        settle.bind(settled.id, at: 1)
        settle.bind(columns.state, at: 2)
        settle.bind(settled.attempts, at: 3)
        settle.bind(columns.dueAt, at: 4)
        settle.bind(columns.endedAt, at: 5)
        settle.bind(columns.reason, at: 6)
        settle.bind(settled.attempt?.status.map { Int64($0) }, at: 7)
        settle.bind(settled.attempt?.error, at: 8)
        settle.bind(project, at: 9)
        settle.bind(settled.lane?.number, at: 10)
        settle.bind(settled.attempt == nil ? 0 : 1, at: 11)
        settle.bind(settled.event.number, at: 12)
        try settle.run()
    }

    /// Nearly all outcomes: the general statement took a twelfth more instructions for them.
    private func deliver(_ settled: SettledForward, by attempt: Attempt) throws(SQLiteError) {
        deliver.bind(settled.id, at: 1)
        deliver.bind(settled.state.name == .duplicate ? 1 : 0, at: 2)
        deliver.bind(settled.attempts, at: 3)
        deliver.bind(StateColumns(settled.state).endedAt, at: 4)
        deliver.bind(attempt.status.map { Int64($0) }, at: 5)
        deliver.bind(attempt.startedAt.microseconds, at: 6)
        deliver.bind(max(attempt.took.microseconds, 0), at: 7)
        deliver.bind(settled.event.number, at: 9)
        try attempt.answer.withUnsafeBufferPointer { (answer) throws(SQLiteError) in
            deliver.bind(lasting: UnsafeBufferPointer(rebasing: answer.prefix(Attempt.answerLimit)), at: 8)
            try deliver.run()
        }
    }

    /// Gives a forward another state, whatever it had.
    ///
    /// - Parameter owedSince: nil leaves it as it is.
    func restate(
        _ forward: Int64,
        at place: Place,
        to state: ForwardState,
        attempts: Int,
        owedSince: Timestamp?,
        now: Timestamp
    ) throws(SQLiteError) {
        let columns = StateColumns(state)
        restate.bind(forward, at: 1)
        restate.bind(columns.state, at: 2)
        restate.bind(attempts, at: 3)
        restate.bind(columns.dueAt, at: 4)
        restate.bind(columns.endedAt, at: 5)
        restate.bind(columns.reason, at: 6)
        restate.bind(place.project, at: 7)
        restate.bind(place.lane?.number, at: 8)
        restate.bind(owedSince?.microseconds, at: 9)
        try restate.run()
        if case .pending = state {
            try demote(behind: forward, at: place)
        } else {
            try promote(at: place, now: now)
        }
    }

    /// Makes the earliest pending one of a lane due, if none is.
    ///
    /// - Returns: whether it has.
    @discardableResult
    func promote(at place: Place, now: Timestamp) throws(SQLiteError) -> Bool {
        // Mostly there is none, and a look at the index costs a third of an UPDATE that finds nothing.
        guard let first = try firstPending(at: place) else { return false }
        promote.bind(first, at: 1)
        promote.bind(now.microseconds, at: 2)
        try promote.run()
        return connection.changes > 0
    }

    /// Has the later ones of a lane wait behind `forward`, which is pending again.
    private func demote(behind forward: Int64, at place: Place) throws(SQLiteError) {
        guard let lane = place.lane else { return }
        demote.bind(place.project, at: 1)
        demote.bind(lane.number, at: 2)
        demote.bind(forward, at: 3)
        try demote.run()
    }
}

extension SettledForward {
    /// Whether the attempt is kept in its forward's row: the one that delivered it, after which no other comes.
    var hasPlaceInForward: Bool {
        switch state {
        case .delivered, .duplicate: attempt?.outcome == state.name.rawValue && attempt?.error == nil
        case .pending, .dead, .discarded: false
        }
    }
}
