internal import Domain
internal import Ledger

/// A project's forwards that are due, and those that are in hand.
///
/// They are handed over by the writer as they are recorded while nothing older is due, and else read from the ledger, a
/// page at a time. A forward is in hand from then until its outcome is on disk: until then the ledger still says that it
/// is due. Memory holds a page, what is handed over and what is in hand, never the backlog.
struct DueForwards {
    /// How long one may wait in memory: what has not gone out by then is left to the ledger, where a command may change it
    /// meanwhile, and read again when its turn comes.
    private static let patience = Interval.milliseconds(100)

    private let project: ProjectName
    /// Longer than this nothing is made to wait.
    ///
    /// What is due later was recorded by a clock that has been set back since, and is due now: else it, and its person's
    /// later forwards behind it, could wait for years.
    var longestWait: Interval
    /// The next one last.
    private var waiting: [Forward] = []
    /// Handed over to follow those, the next one first.
    private var handedOver: [Forward] = []
    /// Since when the first of them all waits, on the steady clock; nil when none does.
    private var waitsSince: Timestamp?
    private var inHand: Set<Int64> = []
    /// Whether nothing is due that is not in hand.
    private var isExhausted = false
    /// When the ledger has one again, if nothing else happens.
    private var nextDue: Timestamp?

    init(project: ProjectName, longestWait: Interval = RetrySchedule.standard.longestWait) {
        self.project = project
        self.longestWait = longestWait
    }

    /// How many are in hand, those that wait included.
    var count: Int { inHand.count }

    /// The time before which `next` has nothing, if nothing else happens; nil: until something does.
    ///
    /// Only of meaning after `next` has returned nil.
    var wakesAt: Timestamp? { nextDue }

    /// Takes a forward that was recorded just now and is due, unless others have to be read from the ledger first.
    mutating func handOver(_ forward: Forward, at now: Moment) {
        guard isExhausted, nextDue.map({ $0 > now.time }) ?? true, forward.owedSince <= now.time,
            handedOver.count < Handover.limit
        else { return lookAgain() }
        // One that the ledger was faster to tell of is in hand already.
        guard inHand.insert(forward.id).inserted else { return }
        handedOver.append(forward)
        if waitsSince == nil { waitsSince = now.steady }
    }

    /// The forward that has been due longest, or nil; it is in hand then.
    mutating func next(
        at now: Moment,
        page: Int,
        from reader: borrowing LedgerReader
    ) throws(LedgerError) -> Forward? {
        if let waitsSince, now.steady.since(waitsSince) > Self.patience { dropWaiting() }
        if waiting.isEmpty, !handedOver.isEmpty {
            handedOver.reverse()
            swap(&waiting, &handedOver)
        }
        if waiting.isEmpty, !isExhausted || nextDue.map({ $0 <= now.time || isTooFar($0, now) }) == true {
            try read(dueAt: now.time, page, reader)
            while waiting.isEmpty, let due = nextDue, isTooFar(due, now) { try read(dueAt: due, page, reader) }
        }
        let next = waiting.popLast()
        waitsSince = waiting.isEmpty && handedOver.isEmpty ? nil : waitsSince ?? now.steady
        return next
    }

    private func isTooFar(_ due: Timestamp, _ now: Moment) -> Bool {
        due.since(now.time) > longestWait
    }

    /// Reads a page of those that are due at `time` and not in hand.
    private mutating func read(
        dueAt time: Timestamp,
        _ page: Int,
        _ reader: borrowing LedgerReader
    ) throws(LedgerError) {
        waiting = try reader.dueForwards(of: project, at: time, limit: page) { inHand.contains($0) }
        waiting.reverse()
        isExhausted = waiting.count < page
        for forward in waiting { inHand.insert(forward.id) }
        nextDue = isExhausted ? try reader.nextDue(of: project, after: time) : nil
    }

    /// The ledger may have some that were not handed over.
    mutating func lookAgain() {
        isExhausted = false
    }

    /// Lets go of those that wait: by the time they could go out, others may be due, or these may not be owed any more.
    mutating func dropWaiting() {
        for forward in waiting { inHand.remove(forward.id) }
        for forward in handedOver { inHand.remove(forward.id) }
        waiting.removeAll()
        handedOver.removeAll()
        waitsSince = nil
        isExhausted = false
    }

    /// The outcome of this one is on disk, or it was not sent after all.
    ///
    /// - Returns: whether it was in hand here.
    mutating func letGo(of forward: Int64) -> Bool {
        inHand.remove(forward) != nil
    }
}
