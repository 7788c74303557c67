internal import Domain

/// What the daemon says of itself, for `status` in another process: projects, mappings, and which process it is.
final class ReportTable {
    private struct ProjectError {
        let at: Timestamp
        let status: Int?
        let message: String
    }

    private let writeProject: Statement
    private let writeError: Statement
    private let deleteMappings: Statement
    private let writeMapping: Statement
    private let writeDaemon: Statement
    private var errors: [Int64: ProjectError] = [:]

    init(_ connection: Connection) throws(SQLiteError) {
        writeProject = try connection.prepare(
            """
            INSERT OR REPLACE INTO project_state (project, state, since, why, next_attempt, pauses)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        )
        writeError = try connection.prepare(
            "INSERT OR REPLACE INTO project_error (project, at, status, message) VALUES (?1, ?2, ?3, ?4)"
        )
        deleteMappings = try connection.prepare("DELETE FROM mapping_state")
        writeMapping = try connection.prepare(
            """
            INSERT INTO mapping_state (source, file, version, loaded_at, broken, text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        )
        writeDaemon = try connection.prepare(
            "INSERT OR REPLACE INTO daemon (id, pid, started_at, version) VALUES (1, ?1, ?2, ?3)"
        )
    }

    func write(_ record: ProjectRecord, project: Int64) throws(SQLiteError) {
        writeProject.bind(project, at: 1)
        writeProject.bind(record.state.rawValue, at: 2)
        writeProject.bind(record.since.microseconds, at: 3)
        writeProject.bind(record.why, at: 4)
        writeProject.bind(record.nextAttempt?.microseconds, at: 5)
        writeProject.bind(record.pauses.text, at: 6)
        try writeProject.run()
    }

    /// Remembers a project's last error, to be written by `writeErrors`.
    func noteError(project: Int64, attempt: Attempt, message: String) {
        let at = attempt.startedAt.adding(attempt.took)
        if let known = errors[project], known.at > at { return }
        errors[project] = ProjectError(at: at, status: attempt.status, message: message)
    }

    /// Writes the errors noted in this transaction, one a project.
    func writeErrors() throws(SQLiteError) {
        for (project, error) in errors {
            writeError.bind(project, at: 1)
            writeError.bind(error.at.microseconds, at: 2)
            writeError.bind(error.status.map { Int64($0) }, at: 3)
            writeError.bind(error.message, at: 4)
            try writeError.run()
        }
        errors.removeAll(keepingCapacity: true)
    }

    /// Drops the errors noted in a transaction that did not happen.
    func clear() {
        errors.removeAll(keepingCapacity: true)
    }

    /// Replaces what is known of all mappings.
    func write(_ mappings: [MappingRecord]) throws(SQLiteError) {
        try deleteMappings.run()
        for mapping in mappings {
            writeMapping.bind(mapping.source.text, at: 1)
            writeMapping.bind(mapping.file, at: 2)
            writeMapping.bind(mapping.version, at: 3)
            writeMapping.bind(mapping.loadedAt?.microseconds, at: 4)
            writeMapping.bind(mapping.broken, at: 5)
            if let text = mapping.text { writeMapping.bind(copy: text, at: 6) } else { writeMapping.bindNull(at: 6) }
            try writeMapping.run()
        }
    }

    func write(_ daemon: DaemonRecord) throws(SQLiteError) {
        writeDaemon.bind(Int64(daemon.pid), at: 1)
        writeDaemon.bind(daemon.startedAt.microseconds, at: 2)
        writeDaemon.bind(daemon.version, at: 3)
        try writeDaemon.run()
    }
}
