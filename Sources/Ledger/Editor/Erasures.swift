/// The statements that take personal data out of rows, which stay.
final class Erasures {
    private let forward: Statement
    private let attempts: Statement
    private let body: Statement
    private let warnings: Statement
    private let event: Statement
    private let projectError: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        forward = try connection.prepare(
            """
            UPDATE forward
            SET payload = NULL, lane = NULL, last_error = NULL,
                last_answer = CASE WHEN last_answer IS NOT NULL THEN x'' END
            WHERE id = ?1
            """
        )
        attempts = try connection.prepare("UPDATE attempt SET answer = x'', error = NULL WHERE forward = ?1")
        body = try connection.prepare("DELETE FROM event_body WHERE event = ?1")
        warnings = try connection.prepare("DELETE FROM event_warning WHERE event = ?1")
        event = try connection.prepare(
            """
            UPDATE event
            SET error_field = NULL, error_message = NULL, content_type = NULL,
                state = CASE WHEN state = 'mapped' THEN 'mapped' ELSE 'ignored' END
            WHERE id = ?1
            """
        )
        projectError = try connection.prepare("UPDATE project_error SET message = 'erased' WHERE project = ?1")
    }

    /// A forward that is not pending any more.
    func erase(forward id: Int64) throws(SQLiteError) {
        forward.bind(id, at: 1)
        try forward.run()
        attempts.bind(id, at: 1)
        try attempts.run()
    }

    /// An event; one that was not mapped can never be, and is ignored from now on.
    func erase(event id: Int64) throws(SQLiteError) {
        body.bind(id, at: 1)
        try body.run()
        warnings.bind(id, at: 1)
        try warnings.run()
        event.bind(id, at: 1)
        try event.run()
    }

    func erase(errorOf project: Int64) throws(SQLiteError) {
        projectError.bind(project, at: 1)
        try projectError.run()
    }
}
