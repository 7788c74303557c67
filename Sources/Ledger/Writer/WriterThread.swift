internal import Domain
internal import Linux

/// The thread that owns the writing connection: takes what waits, writes it in batches, and replies.
final class WriterThread {
    /// How soon outcomes that could not be written are tried again, in milliseconds.
    private static let retryDelay: Int32 = 250
    /// How often an idle writer sees whether trouble is over, in milliseconds.
    private static let probeDelay: Int32 = 1_000
    /// How often copying the log is tried again while it fails, in milliseconds.
    private static let copyDelay: Int32 = 1_000
    /// How long the writer waits for readers before it gives up beginning the log anew, in milliseconds.
    private static let readerWait: Int32 = 20
    /// How long the last copying of the log waits for readers, in milliseconds.
    private static let lastWait: Int32 = 1_000

    let path: String
    let queue: WriterQueue
    let clock: @Sendable () -> Timestamp
    private let checkpointer: Checkpointer
    private var session: WriteSession?
    /// Held as long as the thread runs.
    private let lock: LockFile
    /// Which file was opened at the start.
    private let file: FileIdentity
    private let pruner = Pruner()
    private let news: WriterNews
    /// Why the last step of pruning failed; nil when it did not.
    private var pruningFailure: LedgerError?
    /// What was last reported of copying the log and of pruning.
    private var upkeepTrouble: LedgerError?
    /// When copying the log may be tried again, in microseconds on the steady clock.
    private var nextCopy: Int64 = 0
    private var hasBeenIdle = true
    var work = WriterQueue.Work()
    var gathering = OutcomeGathering()
    private var ringAt = Checkpointer.worthwhile

    /// The body of the thread.
    ///
    /// - Parameters:
    ///   - opening: told whether the ledger could be opened; after a failure the thread ends.
    static func run(
        path: String,
        queue: WriterQueue,
        clock: @escaping @Sendable () -> Timestamp,
        news: WriterNews,
        opening: Promise
    ) {
        do throws(LedgerError) {
            let lock = try lock(path)
            let session = try open(path)
            let file: FileIdentity
            let checkpointer: Checkpointer
            do {
                file = try FileIdentity(path)
                checkpointer = try Checkpointer(path: path, writersBell: queue.bell)
            } catch {
                throw LedgerError(.other, path: path, detail: error.description)
            }
            // What an earlier daemon could not write, this one can, as far as it knows.
            lock.note(TroubleNote.none.text)
            opening.finish(.success(()))
            let side = NamedThread("checkpointer") { checkpointer.run() }
            let thread = WriterThread(path, queue, clock, news, checkpointer, session, lock, file)
            thread.serve()
            checkpointer.stop()
            side.join()
            thread.close()
        } catch {
            opening.finish(.failure(error))
        }
    }

    private init(
        _ path: String,
        _ queue: WriterQueue,
        _ clock: @escaping @Sendable () -> Timestamp,
        _ news: WriterNews,
        _ checkpointer: Checkpointer,
        _ session: WriteSession,
        _ lock: consuming LockFile,
        _ file: FileIdentity
    ) {
        self.path = path
        self.queue = queue
        self.clock = clock
        self.news = news
        self.checkpointer = checkpointer
        self.session = session
        self.lock = lock
        self.file = file
    }

    private static func lock(_ path: String) throws(LedgerError) -> LockFile {
        let lockPath = LedgerFile.lockPath(path)
        try LedgerFile.checkFolder(of: path)
        do {
            if let lock = try LockFile.take(lockPath) { return lock }
        } catch {
            throw LedgerError(LedgerFile.kind(of: error), path: path, detail: error.description)
        }
        throw LedgerError(.locked, path: path, detail: "\(lockPath) is held")
    }

    private static func open(_ path: String) throws(LedgerError) -> WriteSession {
        let connection = try LedgerFile.openOrCreate(path)
        return try LedgerError.wording(path: path) { () throws(SQLiteError) in try WriteSession(connection) }
    }

    private func serve() {
        while let taken = queue.take() {
            add(taken)
            if work.hasOutcomesOnly(fewerThan: Self.settledInBatch),
                let rest = gathering.rest(at: Clock.monotonicMicroseconds())
            {
                if work.isEmpty { hasBeenIdle = true }
                queue.gather(milliseconds: rest)
                // A moment of no writing, and so a good one for this.
                copyRestOfLog()
                continue
            } else if work.isEmpty {
                idle()
            } else {
                writeAll()
                // What is left could not be written: not at once again.
                if !work.isEmpty { queue.bell.wait(milliseconds: Self.retryDelay) }
            }
            copyRestOfLog()
            prune()
            tendUpkeep()
        }
        // One last try for outcomes that could not be written before.
        if !work.isEmpty { writeAll() }
    }

    private func add(_ taken: WriterQueue.Work) {
        guard !work.isEmpty else {
            work = taken
            return
        }
        work.records += taken.records
        work.settled += taken.settled
        work.projects.merge(taken.projects) { _, new in new }
        work.mappings = taken.mappings ?? work.mappings
        work.errands += taken.errands
    }

    private func idle() {
        hasBeenIdle = true
        guard queue.trouble == nil || isDamaged else {
            queue.bell.wait(milliseconds: Self.probeDelay)
            return probe()
        }
        let limit = checkpointer.failure == nil ? nil : Self.copyDelay
        guard queue.retention != nil else {
            queue.bell.wait(milliseconds: limit)
            return
        }
        let left = pruner.nextStep.map { max(0, $0.since(clock()).inMilliseconds + 1) } ?? 0
        queue.bell.wait(milliseconds: min(Int32(min(left, Pruner.rest.inMilliseconds)), limit ?? .max))
    }

    /// Sees whether the trouble is over: with nothing to write, nothing else would, and whoever waits for it to end before he
    /// sends anything would wait for ever.
    private func probe() {
        if queue.trouble?.kind == .full, LedgerFile.hasNoRoom(path) { return }
        do throws(LedgerError) {
            let session = try usableSession()
            let now = clock().microseconds
            do {
                try session.transaction { () throws(SQLiteError) in try session.settings.set(.probed, to: now) }
            } catch {
                throw note(error)
            }
            report(nil)
        } catch {
            report(error)
        }
    }

    private func prune() {
        guard let policy = queue.retention, session != nil || queue.trouble == nil else { return }
        let now = clock()
        let isUnderLoad = !hasBeenIdle
        hasBeenIdle = false
        guard pruner.isDue(now, isUnderLoad: isUnderLoad) else { return }
        do throws(LedgerError) {
            let session = try usableSession()
            do {
                try pruner.step(session, policy, now: now)
                pruningFailure = nil
                noteLog(session.connection)
            } catch {
                let failure = note(error)
                if failure.kind != .busy { pruningFailure = failure }
            }
        } catch {
            // Events would be refused as well.
            report(error)
        }
    }

    /// Reports what goes wrong where nobody waits for it, once: while events are refused, that is said instead.
    private func tendUpkeep() {
        guard queue.trouble == nil else { return }
        let trouble = checkpointer.failure ?? pruningFailure
        if trouble?.kind != upkeepTrouble?.kind {
            upkeepTrouble = trouble
            noteTrouble()
            news.upkeepChanged(trouble)
        }
        let now = Clock.monotonicMicroseconds()
        guard checkpointer.failure != nil, now >= nextCopy else { return }
        nextCopy = now + Int64(Self.copyDelay) * 1_000
        checkpointer.ring()
    }

    private func close() {
        guard let connection = session?.connection else { return }
        session = nil
        connection.waitForLocks(Self.lastWait)
        do {
            _ = try checkpointer.alone(by: connection) { () throws(SQLiteError) in
                try connection.checkpoint(.truncate)
            }
        } catch {
            // All is in the log, and the next start reads it from there.
            report(LedgerError(error, path: path))
        }
    }
}

// Trouble, and the log.
extension WriterThread {
    /// The session, opened again if trouble has ended the last one.
    ///
    /// To be asked for anew before each transaction: what is written into a file that was moved or deleted is lost.
    func usableSession() throws(LedgerError) -> WriteSession {
        try checkPlace()
        if let session { return session }
        let connection = try LedgerFile.openAnew(path)
        let fresh = try LedgerError.wording(path: path) { () throws(SQLiteError) in try WriteSession(connection) }
        session = fresh
        // Others may have committed since the last one ended.
        queue.handOver(.unknown)
        return fresh
    }

    /// Says when the file at the path is not the one that was opened at the start.
    ///
    /// A microsecond, beside a sync of a hundred and more.
    private func checkPlace() throws(LedgerError) {
        let found: FileIdentity
        do {
            found = try FileIdentity(path)
        } catch {
            // Who may not look cannot tell, and the open file goes on to work.
            guard error.isNotFound else { return }
            throw LedgerError(.moved, path: path, detail: "it was moved or deleted")
        }
        guard found == file else { throw LedgerError(.moved, path: path, detail: "another file has taken its place") }
    }

    /// Takes the consequence of an error for the connection.
    @discardableResult
    func note(_ error: SQLiteError) -> LedgerError {
        if error.endsConnection { session = nil }
        if error.kind == .full { copyLog() }
        return LedgerError(error, path: path)
    }

    /// Says why nothing can be written, or that it can: to the daemon, and by a note to commands, which cannot ask it.
    func report(_ trouble: LedgerError?) {
        let last = queue.trouble
        guard last != trouble else { return }
        queue.trouble = trouble
        noteTrouble()
        news.refusalChanged(trouble)
    }

    private func noteTrouble() {
        let refusal = queue.trouble.map { TroubleNote.refusing($0.description) }
        let note = refusal ?? upkeepTrouble.map { .growing($0.description) } ?? .none
        lock.note(note.text)
    }

    /// Says that the ledger takes what it is given.
    ///
    /// Of a damaged one only an event shows that: the damage may spare all else.
    func reportSuccess(ofEvents: Bool) {
        if ofEvents || !isDamaged { report(nil) }
    }

    private var isDamaged: Bool { queue.trouble?.kind == .corrupt }

    func noteLog(_ connection: Connection) {
        checkpointer.noteCommit()
        let frames = connection.framesInLog
        if frames < ringAt - Checkpointer.worthwhile { ringAt = Checkpointer.worthwhile }
        guard frames >= ringAt else { return }
        ringAt = frames + Checkpointer.worthwhile
        checkpointer.ring()
    }

    private func copyRestOfLog() {
        if checkpointer.takeLastWanted() { copyLog() }
    }

    /// Copies what is left of the log, so that the next commit begins it anew.
    private func copyLog() {
        guard let connection = session?.connection else { return }
        connection.waitForLocks(Self.readerWait)
        defer { connection.waitForLocks(ConnectionSettings.lockWait) }
        do {
            _ = try checkpointer.alone(by: connection) { () throws(SQLiteError) in try connection.checkpoint(.restart) }
        } catch {
            checkpointer.note(failure: LedgerError(error, path: path))
            if error.endsConnection { session = nil }
        }
    }
}
