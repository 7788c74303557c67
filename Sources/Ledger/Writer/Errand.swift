internal import Linux

/// A piece of work that a thread gives to the writer's and waits for: one transaction of its own.
final class Errand: Sendable {
    private let work: @Sendable (WriteSession) throws(SQLiteError) -> Void
    private let end: Promise

    init(_ work: @escaping @Sendable (WriteSession) throws(SQLiteError) -> Void) throws(SystemError) {
        self.work = work
        end = try Promise()
    }

    /// Does the work, on the writer's thread.
    func run(_ session: WriteSession) throws(SQLiteError) {
        try session.transaction { () throws(SQLiteError) in try work(session) }
    }

    /// Tells the one who waits how it ended.
    func finish(_ result: Result<Void, LedgerError>) {
        end.finish(result)
    }

    /// Waits for the end.
    func wait() throws(LedgerError) {
        try end.wait()
    }
}
