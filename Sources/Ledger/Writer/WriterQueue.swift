internal import Domain
internal import Linux
internal import Synchronization

/// What waits for the writer, and what it has to say: the one place that several threads touch.
///
/// Holds what is in hand, never the backlog.
final class WriterQueue: Sendable {
    /// An event that waits to be recorded.
    struct Waiting: Sendable {
        let event: NewEvent
        let ticket: UInt64
    }

    /// All that waits; the writer takes it as one piece.
    struct Work: Sendable {
        var records: [Waiting] = []
        var settled: [SettledForward] = []
        var projects: [ProjectName: ProjectRecord] = [:]
        var mappings: [MappingRecord]?
        var errands: [Errand] = []

        var isEmpty: Bool {
            records.isEmpty && settled.isEmpty && projects.isEmpty && mappings == nil && errands.isEmpty
        }

        /// Whether there is nothing but outcomes, and not yet `limit` of them.
        func hasOutcomesOnly(fewerThan limit: Int) -> Bool {
            records.isEmpty && projects.isEmpty && mappings == nil && errands.isEmpty && settled.count < limit
        }
    }

    private struct Contents {
        var work = Work()
        /// Whether the bell has rung for what is in `work`.
        var hasRung = false
        /// Whether the writer wakes by itself soon, and outcomes need not wake it.
        var isGathering = false
        var waiting = 0
        var isStopping = false
        var isStopped = false
        var replies: [RecordReply] = []
        var handover = Handover()
        var trouble: LedgerError?
        var retention: RetentionPolicy?
    }

    private let contents = Mutex(Contents())
    /// Rung for the writer.
    let bell: Doorbell
    private let recordedBell: Doorbell?
    private let handoverBell: Doorbell?

    init(recordedBell: Doorbell?, handoverBell: Doorbell?) throws(SystemError) {
        bell = try Doorbell()
        self.recordedBell = recordedBell
        self.handoverBell = handoverBell
    }

    /// Adds work; false when the writer has been stopped and nothing was added.
    func add(_ change: (inout Work) -> Void) -> Bool {
        let (accepted, rings) = contents.withLock { contents in
            guard !contents.isStopped else { return (false, false) }
            let before = contents.work.records.count
            change(&contents.work)
            contents.waiting += contents.work.records.count - before
            let mayWait = contents.isGathering && contents.work.hasOutcomesOnly(fewerThan: WriterThread.settledInBatch)
            let rings = !contents.hasRung && !mayWait
            if rings { contents.hasRung = true }
            return (true, rings)
        }
        if rings { bell.ring() }
        return accepted
    }

    /// Has the writer wait for its bell, which outcomes do not ring meanwhile until there is a batch of them.
    func gather(milliseconds: Int32) {
        contents.withLock { $0.isGathering = true }
        bell.wait(milliseconds: milliseconds)
    }

    /// Takes all that waits.
    ///
    /// - Returns: nil, and from then on nothing is accepted, when nothing waits and the writer is to stop.
    func take() -> Work? {
        contents.withLock { contents in
            if contents.work.isEmpty, contents.isStopping {
                contents.isStopped = true
                return nil
            }
            let work = contents.work
            contents.work = Work()
            contents.hasRung = false
            contents.isGathering = false
            return work
        }
    }

    func stop() {
        contents.withLock { $0.isStopping = true }
        bell.ring()
    }

    func reply(_ replies: [RecordReply]) {
        guard !replies.isEmpty else { return }
        contents.withLock { contents in
            contents.waiting -= replies.count
            contents.replies.append(contentsOf: replies)
        }
        recordedBell?.ring()
    }

    /// Replies to an event that was never accepted.
    func refuse(ticket: UInt64, with error: LedgerError) {
        contents.withLock { $0.replies.append(RecordReply(ticket: ticket, result: .failure(error), event: nil)) }
        recordedBell?.ring()
    }

    func takeReplies(into replies: inout [RecordReply]) {
        contents.withLock { contents in
            // Changing places copies nothing, and leaves the writer the memory of the replies before.
            if replies.isEmpty { return swap(&replies, &contents.replies) }
            replies.append(contentsOf: contents.replies)
            contents.replies.removeAll(keepingCapacity: true)
        }
    }

    /// Keeps what a commit means for the forwarder.
    ///
    /// To be called before anything else is committed: an outcome must not be known before its forward is handed over.
    func handOver(_ handover: Handover) {
        guard !handover.isEmpty else { return }
        let wasEmpty = contents.withLock { contents in
            let wasEmpty = contents.handover.isEmpty
            contents.handover.append(handover)
            return wasEmpty
        }
        // What is not empty was rung for, and is not taken yet.
        if wasEmpty { handoverBell?.ring() }
    }

    func takeHandover() -> Handover {
        contents.withLock { contents in
            let handover = contents.handover
            contents.handover = Handover()
            return handover
        }
    }

    var waiting: Int { contents.withLock { $0.waiting } }

    var trouble: LedgerError? {
        get { contents.withLock { $0.trouble } }
        set { contents.withLock { $0.trouble = newValue } }
    }

    var retention: RetentionPolicy? {
        get { contents.withLock { $0.retention } }
        set {
            contents.withLock { $0.retention = newValue }
            bell.ring()
        }
    }
}
