internal import Linux
internal import Synchronization

/// Copies the write-ahead log into the file beside the writer, so that no commit waits for it.
///
/// The log begins anew only if it is wholly copied at a moment of no writing, which under load never comes by itself:
/// it grew by hundreds of MB a second when measured. So this thread copies most of it, then asks the writer
/// (`isLastWanted`) to copy the short rest between two batches.
final class Checkpointer: Sendable {
    /// Frames in the log, of 8 KiB each, after which it is worth copying.
    static let worthwhile = 2_048
    /// Frames that the writer may be asked to copy.
    static let short = 512
    /// Frames so few that it is not worth copying them before the writer is asked.
    private static let fewest = 256
    /// How often this thread copies and syncs before it asks.
    ///
    /// Each time, less has come meanwhile. What the writer is left with took it 4 ms instead of 10, and the 99th percentile of
    /// answers under load fell from 14 to 11 ms.
    private static let rounds = 3

    private let path: String
    private let bell: Doorbell
    private let writersBell: Doorbell
    private let isStopping = Atomic(false)
    private let lastWanted = Atomic(false)
    /// Held while the log is copied, by whichever thread: whether what was copied before is in doubt.
    ///
    /// See `Connection.doubtsCopies`, which goes with its connection.
    private let copying = Mutex(false)
    private let commits = Atomic(0)
    /// What `commits` was when the log was last wholly copied.
    private let commitsWhenWhole = Atomic(-2)
    private let lastFailure = Mutex<LedgerError?>(nil)

    init(path: String, writersBell: Doorbell) throws(SystemError) {
        self.path = path
        self.writersBell = writersBell
        bell = try Doorbell()
    }

    /// Whether the writer is to copy the rest now; true once for each time it is asked.
    func takeLastWanted() -> Bool {
        // A plain load first: the exchange would take the cache line from the other thread after every batch.
        lastWanted.load(ordering: .relaxed) && lastWanted.exchange(false, ordering: .acquiring)
    }

    /// Says that the writer has committed.
    func noteCommit() {
        commits.add(1, ordering: .releasing)
    }

    /// Whether a commit has come since the log was wholly copied.
    ///
    /// Only then may copying begin: the commit that begins a wholly copied log anew, met by a checkpoint that has just read
    /// how long the old one was, damages the ledger in SQLite before 3.51.3 (<https://www.sqlite.org/wal.html#walresetbug>).
    /// One commit may be on disk and not noted yet, so that it takes two to be sure of one.
    private var mayCopy: Bool {
        commits.load(ordering: .acquiring) >= commitsWhenWhole.load(ordering: .acquiring) + 2
    }

    /// Copies with `copy`, by `connection`, while no other thread does.
    ///
    /// - Returns: what it returned; nil when another thread is at it.
    func alone(
        by connection: Connection,
        _ copy: () throws(SQLiteError) -> Checkpoint?
    ) throws(SQLiteError) -> Checkpoint? {
        try copying.withLockIfAvailable { (isInDoubt) throws(SQLiteError) in
            connection.doubtsCopies = isInDoubt
            defer { isInDoubt = connection.doubtsCopies }
            return note(try copy())
        } ?? nil
    }

    /// Why the log could not be copied the last time; nil when it could.
    var failure: LedgerError? { lastFailure.withLock { $0 } }

    /// Says that copying has failed; waiting in vain for another process is no failure.
    func note(failure: LedgerError) {
        if failure.kind != .busy { lastFailure.withLock { $0 = failure } }
    }

    private func note(_ checkpoint: Checkpoint?) -> Checkpoint? {
        if checkpoint != nil { lastFailure.withLock { $0 = nil } }
        if checkpoint?.rest == 0 {
            commitsWhenWhole.store(commits.load(ordering: .acquiring), ordering: .releasing)
        }
        return checkpoint
    }

    /// Says that the log has grown.
    func ring() {
        bell.ring()
    }

    /// Runs until `stop`, on a thread of its own.
    func run() {
        while !isStopping.load(ordering: .acquiring) {
            bell.wait()
            guard !isStopping.load(ordering: .acquiring) else { return }
            copyAndAsk()
        }
    }

    /// Copies most of the log, and asks the writer to copy the rest if that is short.
    func copyAndAsk() {
        let wasFailing = failure != nil
        let rest = copyMost()
        if let rest, rest <= Self.short { lastWanted.store(true, ordering: .releasing) }
        // The writer reports what goes wrong here, and that it is over.
        if lastWanted.load(ordering: .relaxed) || wasFailing != (failure != nil) { writersBell.ring() }
    }

    /// Has `run` return.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Copies what it can without holding up anyone.
    ///
    /// - Returns: frames that are left; nil when nothing could be done, see `failure`, or nothing was to do.
    func copyMost() -> Int? {
        do throws(LedgerError) {
            // A connection for each time: a failed sync must not be followed by one that succeeds on the same descriptor.
            let connection = try LedgerFile.open(path, .writing)
            return try LedgerError.wording(path: path) { () throws(SQLiteError) in try copyMost(by: connection) }
        } catch {
            note(failure: error)
            return nil
        }
    }

    private func copyMost(by connection: Connection) throws(SQLiteError) -> Int? {
        var last: Checkpoint?
        var rest: Int?
        for _ in 0..<Self.rounds {
            let checkpoint = try alone(by: connection) { () throws(SQLiteError) -> Checkpoint? in
                guard mayCopy, let checkpoint = try connection.checkpoint(.passive) else { return nil }
                // Before the writer may go on behind it: should it fail, all is copied again.
                try connection.syncFile()
                return checkpoint
            }
            guard let checkpoint else { break }
            rest = Self.rest(after: checkpoint, last)
            if last != nil, let rest, rest <= Self.fewest { break }
            last = checkpoint
        }
        return rest
    }

    /// How many frames will be left to the writer: as many as have come during the round before will come during the next.
    ///
    /// - Parameter last: the round's before; nil when there was none.
    static func rest(after checkpoint: Checkpoint, _ last: Checkpoint?) -> Int {
        // Begun anew, the log is shorter than it was.
        checkpoint.rest + (last.map { max(0, checkpoint.frames - $0.frames) } ?? 0)
    }
}
