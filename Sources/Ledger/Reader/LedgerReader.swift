package import Domain
internal import Linux

/// Reads the ledger through a connection of its own, which can change nothing.
///
/// Used by one thread at a time. Works beside a running daemon and without one. No method holds up the writer.
package struct LedgerReader: ~Copyable {
    let path: String
    let connection: Connection
    let names: NameReader
    private let due: DueQuery

    /// Opens a ledger that is there and of this program's version.
    package init(path: String) throws(LedgerError) {
        let connection = try LedgerFile.open(path, .reading)
        let names = try LedgerError.wording(path: path) { () throws(SQLiteError) in try NameReader(connection) }
        let due = try LedgerError.wording(path: path) { () throws(SQLiteError) in try DueQuery(connection) }
        self.path = path
        self.connection = connection
        self.names = names
        self.due = due
    }

    /// A number that changes when any other connection has written.
    package func dataVersion() throws(LedgerError) -> Int64 {
        try read { () throws(SQLiteError) in try due.dataVersion() }
    }

    /// The forwards of a project that may be sent at `now`, those that are due longest first.
    ///
    /// At most one of each lane. A forward stays due until its outcome is on disk: the caller knows which are in hand.
    ///
    /// - Parameter isInHand: told the ids; those for which it says true are left out and not counted.
    package func dueForwards(
        of project: ProjectName,
        at now: Timestamp,
        limit: Int,
        isInHand: (Int64) -> Bool = { _ in false }
    ) throws(LedgerError) -> [Forward] {
        try read { () throws(SQLiteError) in
            try due.forwards(project, now: now, limit: limit, names: names, isInHand: isInHand)
        }
    }

    /// When the next forward of a project becomes due after `now`; nil when none waits for its time.
    package func nextDue(of project: ProjectName, after now: Timestamp) throws(LedgerError) -> Timestamp? {
        try read { () throws(SQLiteError) in try due.next(project, after: now, names: names) }
    }

    /// How many forwards of each project are pending; projects without any are left out.
    package func pendingCounts() throws(LedgerError) -> [ProjectName: Int] { try counts(in: .pending) }

    /// How many forwards of each project are dead.
    package func deadCounts() throws(LedgerError) -> [ProjectName: Int] { try counts(in: .dead) }

    private func counts(in state: ForwardState.Name) throws(LedgerError) -> [ProjectName: Int] {
        try read { () throws(SQLiteError) in
            let query = try connection.prepare(
                """
                SELECT project, sum(count) FROM forward_count WHERE state = '\(state.rawValue)'
                GROUP BY 1 HAVING sum(count) > 0
                """
            )
            var counts: [ProjectName: Int] = [:]
            while try query.step() { counts[try names.project(query.integer(0))] = query.count(1) }
            return counts
        }
    }

    /// The states that the forwarder has written of its projects.
    package func projectRecords() throws(LedgerError) -> [ProjectRecord] {
        try read { () throws(SQLiteError) in
            let query = try connection.prepare(
                "SELECT project, state, since, why, next_attempt, pauses FROM project_state"
            )
            return try query.all { (row) throws(SQLiteError) in
                guard let state = ProjectState.Name(rawValue: row.text(1)) else {
                    throw .unexpectedRow("project_state.state")
                }
                guard let pauses = PauseHistory(row.text(5)) else { throw .unexpectedRow("project_state.pauses") }
                return ProjectRecord(
                    project: try names.project(row.integer(0)),
                    state: state,
                    since: Timestamp(microseconds: row.integer(2)),
                    why: row.optionalText(3),
                    nextAttempt: row.optionalInteger(4).map { Timestamp(microseconds: $0) },
                    pauses: pauses
                )
            }
        }
    }

    /// Whether a daemon holds the ledger at `path`; takes nothing from it.
    package static func isDaemonRunning(path: String) throws(LedgerError) -> Bool {
        do {
            return try LockFile.isHeld(LedgerFile.lockPath(path))
        } catch {
            throw LedgerError(.permission, path: path, detail: error.description)
        }
    }

    /// Why nothing could be written when the last daemon ended; nil when something could, and while one runs.
    package static func lastRefusal(path: String) throws(LedgerError) -> String? {
        do {
            return TroubleNote(text: try LockFile.lastNote(in: LedgerFile.lockPath(path))).refusal
        } catch {
            throw LedgerError(.permission, path: path, detail: error.description)
        }
    }

    /// What the daemon that runs has noted of trouble with the ledger; none when none runs.
    static func note(path: String) throws(LedgerError) -> TroubleNote {
        do {
            return TroubleNote(text: try LockFile.note(in: LedgerFile.lockPath(path)))
        } catch {
            throw LedgerError(.permission, path: path, detail: error.description)
        }
    }

    /// Runs `body` and words its error.
    func read<Result>(_ body: () throws(SQLiteError) -> Result) throws(LedgerError) -> Result {
        try LedgerError.wording(path: path, body)
    }

    /// Runs `body` on one state of the ledger, however many statements it needs.
    func snapshot<Result>(_ body: () throws(SQLiteError) -> Result) throws(LedgerError) -> Result {
        try read { () throws(SQLiteError) in
            try connection.execute("BEGIN")
            defer { connection.rollBack() }
            return try body()
        }
    }
}
