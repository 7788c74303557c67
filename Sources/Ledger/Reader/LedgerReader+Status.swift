package import Domain

extension LedgerReader {
    /// What `status` shows.
    ///
    /// - Parameter now: nil: quiet sources and warnings are not looked for.
    package func status(at now: Timestamp? = nil) throws(LedgerError) -> StatusSummary {
        let isRunning = try Self.isDaemonRunning(path: path)
        let note = try Self.note(path: path)
        let records = try projectRecords()
        return try snapshot { () throws(SQLiteError) in
            let sources = try sourceCounts()
            let projects = try projectsForStatus(records)
            var forwards = Dictionary(uniqueKeysWithValues: ForwardState.Name.allCases.map { ($0, 0) })
            for action in projects.flatMap(\.actions) { forwards.merge(action.counts, uniquingKeysWith: +) }
            var events = Dictionary(uniqueKeysWithValues: EventState.allCases.map { ($0, 0) })
            for source in sources { events[source.state, default: 0] += source.count }
            let mappings = try mappings()
            let daemon = try daemon()
            return StatusSummary(
                forwards: forwards,
                events: events,
                sources: sources,
                oldestPending: try oldestPending(),
                projects: projects,
                mappings: mappings,
                drifts: try drifts(),
                quiet: isRunning ? try quiet(among: mappings, daemon, at: now) : [],
                warned: try warned(at: now),
                daemon: daemon,
                isDaemonRunning: isRunning,
                trouble: note.refusal,
                upkeepTrouble: note.growth
            )
        }
    }

    private func sourceCounts() throws(SQLiteError) -> [StatusSummary.SourceCount] {
        let query = try connection.prepare("SELECT source, state, count FROM event_count WHERE count > 0")
        let counts = try query.all { (row) throws(SQLiteError) in
            guard let state = EventState(rawValue: row.text(1)) else { throw .unexpectedRow("event_count.state") }
            return StatusSummary.SourceCount(
                source: try names.source(row.integer(0)),
                state: state,
                count: row.count(2)
            )
        }
        return counts.sorted { ($0.source, $0.state.rawValue) < ($1.source, $1.state.rawValue) }
    }

    private func projectsForStatus(_ records: [ProjectRecord]) throws(SQLiteError) -> [StatusSummary.Project] {
        var counts: [ProjectName: [ActionName: [ForwardState.Name: Int]]] = [:]
        let query = try connection.prepare("SELECT project, action, state, count FROM forward_count WHERE count > 0")
        while try query.step() {
            guard let state = ForwardState.Name(rawValue: query.text(2)) else {
                throw .unexpectedRow("forward_count.state")
            }
            let project = try names.project(query.integer(0))
            let action = try names.action(query.integer(1))
            counts[project, default: [:]][action, default: [:]][state] = query.count(3)
        }
        let recordOf = Dictionary(records.map { ($0.project, $0) }) { first, _ in first }
        var projects: [StatusSummary.Project] = []
        for name in Set(counts.keys).union(recordOf.keys).sorted() {
            let actions = (counts[name] ?? [:]).sorted { $0.key.text < $1.key.text }
            projects.append(
                StatusSummary.Project(
                    name: name,
                    record: recordOf[name],
                    pending: actions.reduce(0) { $0 + ($1.value[.pending] ?? 0) },
                    nextDue: try nextDue(name),
                    lastError: try lastError(name),
                    actions: actions.map { StatusSummary.ActionCounts(action: $0.key, counts: $0.value) }
                )
            )
        }
        return projects
    }

    private func nextDue(_ project: ProjectName) throws(SQLiteError) -> Timestamp? {
        guard let number = try names.number(of: project) else { return nil }
        let query = try connection.prepare(
            "SELECT due_at FROM forward WHERE project = ?1 AND due_at IS NOT NULL ORDER BY due_at LIMIT 1"
        )
        query.bind(number, at: 1)
        return try query.first { Timestamp(microseconds: $0.integer(0)) }
    }

    private func lastError(_ project: ProjectName) throws(SQLiteError) -> StatusSummary.ProjectError? {
        guard let number = try names.number(of: project) else { return nil }
        let query = try connection.prepare("SELECT at, status, message FROM project_error WHERE project = ?1")
        query.bind(number, at: 1)
        return try query.first { row in
            StatusSummary.ProjectError(
                at: Timestamp(microseconds: row.integer(0)),
                status: row.optionalInteger(1).map { Int($0) },
                message: row.text(2)
            )
        }
    }

    private func oldestPending() throws(SQLiteError) -> StatusSummary.OldestPending? {
        let query = try connection.prepare(
            """
            SELECT id, event, received_at FROM \(ForwardIndex.table(.pending))
            WHERE \(ForwardIndex.condition(.pending)) ORDER BY event, id LIMIT 1
            """
        )
        return try query.first { row in
            StatusSummary.OldestPending(
                forward: row.integer(0),
                event: EventID(number: row.integer(1)),
                receivedAt: Timestamp(microseconds: row.integer(2))
            )
        }
    }

    private func mappings() throws(SQLiteError) -> [MappingRecord] {
        let query = try connection.prepare(
            "SELECT source, file, version, loaded_at, broken FROM mapping_state ORDER BY source"
        )
        return try query.all { (row) throws(SQLiteError) in
            guard let source = SourceName(row.text(0)) else { throw .unexpectedRow("mapping_state.source") }
            return MappingRecord(
                source: source,
                file: row.text(1),
                version: row.optionalText(2),
                loadedAt: row.optionalInteger(3).map { Timestamp(microseconds: $0) },
                broken: row.optionalText(4)
            )
        }
    }

    private func quiet(
        among mappings: [MappingRecord],
        _ daemon: DaemonRecord?,
        at now: Timestamp?
    ) throws(SQLiteError) -> [QuietSource] {
        guard let now, let daemon else { return [] }
        return try QuietSources(connection).find(among: mappings.map(\.source), since: daemon.startedAt, at: now)
    }

    private func warned(at now: Timestamp?) throws(SQLiteError) -> [WarnedSource] {
        guard let now else { return [] }
        return try WarnedSources(connection, names).find(at: now)
    }

    private func daemon() throws(SQLiteError) -> DaemonRecord? {
        let query = try connection.prepare("SELECT pid, started_at, version FROM daemon")
        return try query.first { row in
            DaemonRecord(
                pid: Int32(truncatingIfNeeded: row.integer(0)),
                startedAt: Timestamp(microseconds: row.integer(1)),
                version: row.text(2)
            )
        }
    }
}
