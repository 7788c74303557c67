internal import Domain
internal import Ledger

/// A project's forwards that are due, read from the ledger a page at a time, and those that are in hand.
///
/// A forward is in hand from its reading until its outcome is on disk: until then the ledger still says that it is due.
/// Memory holds a page and what is in hand, never the backlog.
struct DueForwards {
    private let project: ProjectName
    /// The next one last.
    private var waiting: [Forward] = []
    private var inHand: Set<Int64> = []
    /// Whether the last page was the last.
    private var isExhausted = false
    /// When the ledger has one again, if nothing else happens.
    private var nextDue: Timestamp?

    init(project: ProjectName) {
        self.project = project
    }

    /// How many are in hand, those that wait included.
    var count: Int { inHand.count }

    /// The time before which `next` has nothing, if nothing else happens; nil: until something does.
    ///
    /// Only of meaning after `next` has returned nil.
    var wakesAt: Timestamp? { nextDue }

    /// The forward that has been due longest, or nil; it is in hand then.
    mutating func next(
        at now: Timestamp,
        page: Int,
        from reader: borrowing LedgerReader
    ) throws(LedgerError) -> Forward? {
        if waiting.isEmpty, !isExhausted || nextDue.map({ $0 <= now }) == true {
            waiting = try reader.dueForwards(of: project, at: now, limit: page) { inHand.contains($0) }
            waiting.reverse()
            isExhausted = waiting.count < page
            for forward in waiting { inHand.insert(forward.id) }
            nextDue = isExhausted ? try reader.nextDue(of: project, after: now) : nil
        }
        return waiting.popLast()
    }

    /// The ledger may have new ones.
    mutating func lookAgain() {
        isExhausted = false
    }

    /// Lets go of those that were read ahead: by the time they could go out, others may be due, or these may not be
    /// owed any more.
    mutating func dropWaiting() {
        for forward in waiting { inHand.remove(forward.id) }
        waiting.removeAll()
        isExhausted = false
    }

    /// The outcome of this one is on disk, or it was not sent after all.
    ///
    /// - Returns: whether it was in hand here.
    mutating func letGo(of forward: Int64) -> Bool {
        guard inHand.remove(forward) != nil else { return false }
        // The next one of its lane may be due now.
        isExhausted = false
        return true
    }
}
