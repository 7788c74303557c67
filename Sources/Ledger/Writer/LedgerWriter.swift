package import Domain
package import Linux

/// Writes the ledger: one thread owns the connection, and all that waits shares one transaction and one sync.
///
/// While a sync runs the next batch gathers; nothing waits on purpose. All methods may be called from any thread.
package final class LedgerWriter: Sendable {
    private let path: String
    private let queue: WriterQueue
    private let thread: NamedThread

    /// Takes the ledger's lock, opens it, makes or migrates it as needed, and starts the thread.
    ///
    /// - Parameters:
    ///   - clock: for the times that the ledger sets itself.
    ///   - recordedBell: rung when `takeRecorded` has something.
    ///   - handoverBell: rung when `takeHandover` has something.
    ///   - refusalChanged: told, on the writer's thread, why nothing can be written, and nil when that is over.
    ///   - upkeepChanged: told, on the writer's thread, why the log cannot be copied or nothing be pruned though events are
    ///     taken, and nil when that is over.
    package init(
        path: String,
        clock: @escaping @Sendable () -> Timestamp,
        recordedBell: Doorbell? = nil,
        handoverBell: Doorbell? = nil,
        refusalChanged: @escaping @Sendable (LedgerError?) -> Void = { _ in },
        upkeepChanged: @escaping @Sendable (LedgerError?) -> Void = { _ in }
    ) throws(LedgerError) {
        self.path = path
        let opening: Promise
        do {
            queue = try WriterQueue(recordedBell: recordedBell, handoverBell: handoverBell)
            opening = try Promise()
        } catch {
            throw LedgerError(.other, path: path, detail: error.description)
        }
        let news = WriterNews(refusalChanged: refusalChanged, upkeepChanged: upkeepChanged)
        thread = NamedThread("ledger") { [queue] in
            WriterThread.run(path: path, queue: queue, clock: clock, news: news, opening: opening)
        }
        do {
            try opening.wait()
        } catch {
            thread.join()
            throw error
        }
    }

    /// Records an event: `recordedBell` rings after the sync, and `takeRecorded` has the reply.
    package func record(_ event: consuming NewEvent, ticket: UInt64) {
        let waiting = WriterQueue.Waiting(event: event, ticket: ticket)
        guard !queue.add({ $0.records.append(waiting) }) else { return }
        queue.refuse(ticket: ticket, with: stopped)
    }

    /// Moves the replies that are there into `replies`, in the order of `record`.
    package func takeRecorded(into replies: inout [RecordReply]) {
        queue.takeReplies(into: &replies)
    }

    /// Writes the ends of attempts, in the next batch.
    ///
    /// While the disk fails they are kept and tried again; `takeHandover` has them when they are on disk.
    package func settle(_ settled: [SettledForward]) {
        // After a stop they are pending on disk, and will be sent once more: at least once is what is promised.
        _ = queue.add { $0.settled.append(contentsOf: settled) }
    }

    /// What has come onto the disk for the forwarder since the last call.
    package func takeHandover() -> Handover {
        queue.takeHandover()
    }

    /// Writes a project's state; of several that wait only the last.
    package func write(_ record: ProjectRecord) {
        _ = queue.add { $0.projects[record.project] = record }
    }

    /// Replaces what the ledger says of all mappings.
    package func write(_ mappings: [MappingRecord]) {
        _ = queue.add { $0.mappings = mappings }
    }

    /// Says which process this is, and waits until that is on disk.
    package func write(_ daemon: DaemonRecord) throws(LedgerError) {
        try perform { (session) throws(SQLiteError) in try session.reports.write(daemon) }
    }

    /// Replaces what the ledger says of how a source changes, and waits until that is on disk.
    package func write(_ drift: Drift) throws(LedgerError) {
        try perform { (session) throws(SQLiteError) in try session.drifts.write(drift) }
    }

    /// Writes what mapping unmapped events again made of them, and waits until that is on disk.
    ///
    /// One that is unmapped no more stays as it is: someone has remapped or discarded it since it was read.
    /// A batch is one transaction: hundreds, not thousands.
    package func remap(_ events: [RemappedEvent], now: Timestamp) throws(LedgerError) {
        try perform { (session) throws(SQLiteError) in
            for event in events { _ = try session.remap(event, from: .unmapped, now: now) }
        }
    }

    /// Sets what is kept for how long: pruned in small steps between batches.
    package func keep(_ policy: RetentionPolicy) {
        queue.retention = policy
    }

    /// Events given to `record` whose reply is not there yet.
    package var waiting: Int { queue.waiting }

    /// Why the last batch failed; nil when it did not, or once the trouble is over, which an idle writer sees within seconds.
    package var trouble: LedgerError? { queue.trouble }

    /// Finishes what waits, copies the log into the file, closes it and lets go of the lock.
    ///
    /// To be called once.
    package func stop() {
        queue.stop()
        thread.join()
    }

    private var stopped: LedgerError {
        LedgerError(.stopped, path: path, detail: "the writer has been stopped")
    }

    /// Has the writer's thread do a piece of work in a transaction of its own, and waits for its end.
    func perform(_ work: @escaping @Sendable (WriteSession) throws(SQLiteError) -> Void) throws(LedgerError) {
        let errand: Errand
        do {
            errand = try Errand(work)
        } catch {
            throw LedgerError(.other, path: path, detail: error.description)
        }
        guard queue.add({ $0.errands.append(errand) }) else { throw stopped }
        try errand.wait()
    }
}
