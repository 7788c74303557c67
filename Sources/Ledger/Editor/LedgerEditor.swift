package import Domain

/// Changes the ledger beside a running daemon, or without one: for commands.
///
/// Each transaction is short and of bounded size, so that the daemon waits for milliseconds at most; a long change may be
/// cut off between two of them and run again. Used by one thread at a time.
package struct LedgerEditor: ~Copyable {
    /// Forwards or events in one transaction.
    static let stepSize = 128
    /// How long the daemon's transactions are waited for, in milliseconds: under full load a gap is not found at once.
    static let lockWait: Int32 = 30_000
    /// How long one try to empty the log waits, and then lets others write, in milliseconds.
    static let readerWait: Int32 = 100
    /// How often it is tried.
    static let emptyings = 20

    let path: String
    let session: WriteSession

    /// Opens a ledger that is there and of this program's version.
    package init(path: String) throws(LedgerError) {
        let connection =
            try LedgerReader.isDaemonRunning(path: path)
            ? try LedgerFile.open(path, .writing) : try LedgerFile.openAnew(path)
        connection.waitForLocks(Self.lockWait)
        let session = try LedgerError.wording(path: path) { () throws(SQLiteError) in try WriteSession(connection) }
        self.path = path
        self.session = session
    }

    /// How many forwards are in a state, before they are changed.
    package func count(_ state: ForwardState.Name) throws(LedgerError) -> Int {
        try edit { () throws(SQLiteError) in
            let query = try session.connection.prepare(
                "SELECT coalesce(sum(count), 0) FROM forward_count WHERE state = ?1"
            )
            query.bind(state.rawValue, at: 1)
            return try query.first { $0.count(0) } ?? 0
        }
    }

    /// Makes forwards pending again, as `ForwardLifecycle.retried` allows.
    ///
    /// A forward keeps its place in its lane: it goes before those received after it, which wait for it even if one of them
    /// was due. One whose payload is erased stays as it is.
    ///
    /// - Parameter progress: told how many forwards have been looked at, after each transaction.
    package func retry(
        _ selection: ForwardSelection,
        now: Timestamp,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> EditReport {
        try change(selection, progress) { (forward) throws(SQLiteError) in
            guard forward.hasPayload, let change = ForwardLifecycle.retried(forward.state, now: now) else {
                return false
            }
            try session.restate(forward, to: change.state, attempts: change.attempts, owedSince: now, now: now)
            return true
        }
    }

    /// Decides that forwards are not to be sent, as `ForwardLifecycle.discarded` allows.
    ///
    /// One that the daemon has in hand at this moment may arrive all the same; it then counts as delivered. Events named by
    /// their ids that are held, unmapped or unreadable become ignored, and keep their bodies.
    ///
    /// - Parameter progress: told how many forwards have been looked at, after each transaction.
    package func discard(
        _ selection: ForwardSelection,
        now: Timestamp,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> EditReport {
        var report = try change(selection, progress) { (forward) throws(SQLiteError) in
            guard let state = ForwardLifecycle.discarded(forward.state, now: now) else { return false }
            try session.restate(forward, to: state, attempts: forward.attempts, owedSince: nil, now: now)
            return true
        }
        if case .events(let events) = selection { report.ignored = try ignore(events) }
        return report
    }

    /// Writes what mapping kept events again made of them, in one transaction.
    ///
    /// - Returns: for each, what was recorded; nil when the event is gone.
    package func remap(_ events: [RemappedEvent], now: Timestamp) throws(LedgerError) -> [RecordedEvent?] {
        try edit { () throws(SQLiteError) in
            try session.transaction { () throws(SQLiteError) in
                var recorded: [RecordedEvent?] = []
                for event in events { recorded.append(try session.remap(event, now: now)) }
                return recorded
            }
        }
    }

    /// Has events that want a person want none any more.
    private func ignore(_ events: [EventID]) throws(LedgerError) -> Int {
        try edit { () throws(SQLiteError) in
            var count = 0
            for start in stride(from: 0, to: events.count, by: Self.stepSize) {
                try session.transaction { () throws(SQLiteError) in
                    for id in events[start..<min(start + Self.stepSize, events.count)] {
                        guard let row = try session.eventRows.event(id), row.state.wantsPerson else { continue }
                        try session.eventRows.ignore(id)
                        session.counters.addEvents(-1, source: row.source, state: row.state)
                        session.counters.addEvents(1, source: row.source, state: .ignored)
                        count += 1
                    }
                }
            }
            return count
        }
    }

    /// Runs `body` and words its error.
    func edit<Result>(_ body: () throws(SQLiteError) -> Result) throws(LedgerError) -> Result {
        try LedgerError.wording(path: path, body)
    }

    private func change(
        _ selection: ForwardSelection,
        _ progress: (Int) -> Void,
        _ body: (ForwardRow) throws(SQLiteError) -> Bool
    ) throws(LedgerError) -> EditReport {
        try edit { () throws(SQLiteError) in
            var report = EditReport()
            let rows = try ForwardRows(session.connection)
            var steps = ForwardSteps(selection)
            while let ids = try steps.next(rows, &report) {
                try session.transaction { () throws(SQLiteError) in
                    for id in ids {
                        guard let forward = try rows.forward(id), try body(forward) else {
                            report.untouched += 1
                            continue
                        }
                        report.changed += 1
                    }
                }
                progress(report.changed + report.untouched)
            }
            return report
        }
    }
}
