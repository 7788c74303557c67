internal import Domain

/// Prunes what retention no longer keeps, a small transaction at a time, by passes over the oldest end of the tables.
///
/// What a pass must leave it steps over, and the next pass looks at it again.
final class Pruner {
    /// Between two steps, so that the disk is free for events most of the time.
    static let pause = Interval.milliseconds(20)
    /// The same while events come in without a gap.
    static let pauseUnderLoad = Interval.milliseconds(200)
    /// Between two passes.
    static let rest = Interval.minutes(1)
    /// Between two walks over all dedupe keys.
    static let dedupeRest = Interval.hours(24)

    private enum Phase {
        case unreadable, bodies, events, dedupe, freePages
    }

    private var phase = Phase.unreadable
    private var lastEvent: Int64 = 0
    private var lastKey: (dateTime: Int64, hash: [UInt8]) = (.min, [])
    private(set) var nextStep: Timestamp?

    /// Whether it is time for a step.
    ///
    /// - Parameter isUnderLoad: events have come without a gap since the last time this was asked.
    func isDue(_ now: Timestamp, isUnderLoad: Bool) -> Bool {
        guard let nextStep else { return true }
        // A clock that was set back must not stop pruning for as long.
        if nextStep.since(now) > Self.rest { return true }
        return now >= (isUnderLoad ? nextStep.adding(Self.pauseUnderLoad) : nextStep)
    }

    /// Does one step and sets the time of the next.
    func step(_ session: WriteSession, _ policy: RetentionPolicy, now: Timestamp) throws(SQLiteError) {
        nextStep = now.adding(Self.rest)
        let isPassOver = try run(session, policy, now: now)
        nextStep = now.adding(isPassOver ? Self.rest : Self.pause)
    }

    /// - Returns: whether the pass is over.
    private func run(_ session: WriteSession, _ policy: RetentionPolicy, now: Timestamp) throws(SQLiteError) -> Bool {
        let steps = RetentionSteps(session)
        switch phase {
        case .unreadable:
            if try steps.pruneUnreadable(keeping: policy.unreadable) { return false }
            phase = .bodies
        case .bodies:
            if let age = policy.bodies, let last = try steps.pruneBodies(after: lastEvent, until: now.subtracting(age))
            {
                lastEvent = last
                return false
            }
            lastEvent = 0
            phase = .events
        case .events:
            let ages = RetentionSteps.Ends(
                delivered: policy.delivered.map { now.subtracting($0) },
                dead: policy.dead.map { now.subtracting($0) }
            )
            if let last = try steps.pruneEvents(after: lastEvent, ages) {
                lastEvent = last
                return false
            }
            lastEvent = 0
            phase = .dedupe
        case .dedupe:
            let last = try session.settings.value(.dedupePruned).map { Timestamp(microseconds: $0) }
            if last.map({ now.since($0) < Self.dedupeRest && now >= $0 }) != true {
                if let key = try steps.pruneDedupe(after: lastKey, now: now) {
                    lastKey = key
                    return false
                }
                lastKey = (.min, [])
                try session.transaction { () throws(SQLiteError) in
                    try session.settings.set(.dedupePruned, to: now.microseconds)
                }
            }
            phase = .freePages
        case .freePages:
            if try steps.returnPages() { return false }
            phase = .unreadable
            return true
        }
        return false
    }
}
