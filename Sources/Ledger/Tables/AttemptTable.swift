internal import Domain

/// The attempts of forwards, numbered from 1 within each.
final class AttemptTable {
    /// How many attempts of one forward are kept: a forward that probes a paused project for months stays small.
    static let limit = 50

    private let insert: Statement
    private let trim: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        insert = try connection.prepare(
            """
            INSERT INTO attempt (forward, number, started_at, took, status, outcome, error, answer)
            VALUES (?1, coalesce((SELECT max(number) FROM attempt WHERE forward = ?1), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7)
            """
        )
        trim = try connection.prepare(
            """
            DELETE FROM attempt
            WHERE forward = ?1 AND number <= (SELECT max(number) FROM attempt WHERE forward = ?1) - ?2
            """
        )
    }

    /// Adds an attempt, and drops the oldest past the limit.
    func add(_ attempt: Attempt, to forward: Int64) throws(SQLiteError) {
        insert.bind(forward, at: 1)
        insert.bind(attempt.startedAt.microseconds, at: 2)
        insert.bind(max(attempt.took.microseconds, 0), at: 3)
        insert.bind(attempt.status.map { Int64($0) }, at: 4)
        insert.bind(attempt.outcome, at: 5)
        insert.bind(attempt.error, at: 6)
        if attempt.answer.count <= Attempt.answerLimit {
            insert.bind(copy: attempt.answer, at: 7)
        } else {
            insert.bind(copy: Array(attempt.answer.prefix(Attempt.answerLimit)), at: 7)
        }
        try insert.run()
        trim.bind(forward, at: 1)
        trim.bind(Self.limit, at: 2)
        try trim.run()
    }
}
