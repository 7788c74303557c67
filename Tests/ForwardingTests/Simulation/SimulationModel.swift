import Domain

/// What must hold of each action, in a few lines: which are owed, where they stand, and when they may be sent.
struct SimulationModel {
    /// An action that is owed, or was.
    struct Owed {
        let event: EventID
        /// The forward's number: its place in its lane.
        let row: Int64
        let project: String
        let person: Int?
        var state = ForwardState.Name.pending
        /// The destination has said that it has it, and that was not lost.
        var hasArrived = false
        var isErased = false
        /// The event was pruned.
        var isGone = false
        /// Attempts that ended and are on disk.
        var attempts = 0
        var owedSince: Timestamp
        /// Answers that came while the writer did not write.
        var unwritten: [Answer] = []
        /// When a command changed it last, on the steady clock.
        var touchedAt: Timestamp?
    }

    enum Answer: CaseIterable {
        case delivered, duplicate, rejected, unauthorized, throttled, failed, broken
    }

    /// By payload; each is another one.
    var owed: [String: Owed] = [:]
    /// The keys seen, and the event that has each.
    var keys: [Int: EventID] = [:]
    /// On their way, with when they arrived.
    var inFlight: [String: Timestamp] = [:]

    /// What an answer, once it is written, makes of an action.
    mutating func write(_ answer: Answer, to payload: String) {
        guard var one = owed[payload], !one.isGone else { return }
        one.attempts += 1
        switch answer {
        case .delivered where one.state == .pending || one.state == .dead || one.state == .discarded:
            one.state = .delivered
        case .duplicate where one.state == .pending || one.state == .dead || one.state == .discarded:
            one.state = .duplicate
        case .rejected where one.state == .pending:
            one.state = .dead
        default:
            break
        }
        owed[payload] = one
    }

    /// The writer has caught up.
    mutating func writeAll() {
        for (payload, one) in owed where !one.unwritten.isEmpty {
            owed[payload]?.unwritten = []
            for answer in one.unwritten { write(answer, to: payload) }
        }
    }

    mutating func discard(_ event: EventID, now: Timestamp) {
        for (payload, one) in owed where one.event == event && (one.state == .pending || one.state == .dead) {
            owed[payload]?.state = .discarded
            owed[payload]?.touchedAt = now
        }
    }

    mutating func retry(_ event: EventID, at time: Timestamp, now: Timestamp) {
        for (payload, one) in owed where one.event == event && !one.isErased {
            guard one.state == .pending || one.state == .dead || one.state == .discarded else { continue }
            owed[payload]?.state = .pending
            owed[payload]?.owedSince = time
            owed[payload]?.touchedAt = now
        }
    }

    mutating func forget(_ events: Set<EventID>, now: Timestamp) {
        for (payload, one) in owed where events.contains(one.event) {
            owed[payload]?.isErased = true
            guard one.state == .pending else { continue }
            owed[payload]?.state = .discarded
            owed[payload]?.touchedAt = now
        }
    }

    /// Why this may not be sent now; nil when it may.
    ///
    /// - Parameter patience: for how long after a command what it has changed may still be on its way in memory.
    func objection(to payload: String, now: Timestamp, patience: Interval) -> String? {
        guard let one = owed[payload] else { return "was never owed" }
        if inFlight[payload] != nil { return "is on its way already" }
        if one.hasArrived { return "has arrived before" }
        let isFresh = { (touched: Timestamp?) in touched.map { now.since($0) <= patience } ?? false }
        if one.state != .pending, !isFresh(one.touchedAt) { return "is \(one.state) (\(one))" }
        guard let person = one.person else { return nil }
        for (other, its) in owed
        where its.project == one.project && its.person == person && other != payload && !its.isGone {
            let touched = [its.touchedAt, one.touchedAt].compactMap { $0 }.max()
            if let arrived = inFlight[other], touched.map({ $0 < arrived }) ?? true {
                return "goes out beside \(other) of its lane"
            }
            // Those of its answers that are unwritten here may be on the disk.
            if its.state == .pending, its.unwritten.isEmpty, its.row < one.row, !isFresh(touched) {
                return "goes out before \(other) of its lane"
            }
        }
        return nil
    }
}
