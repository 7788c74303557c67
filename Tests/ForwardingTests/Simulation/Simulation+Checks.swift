import Domain
import Foundation
import TestSupport
import Testing

@testable import Forwarding
@testable import Ledger

// What the ledger says, beside what the model says.
extension Simulation {
    /// Takes what the writer has replied.
    func adoptReplies() {
        var replies: [RecordReply] = []
        writer.takeRecorded(into: &replies)
        for reply in replies.sorted(by: { $0.ticket < $1.ticket }) {
            guard let spec = unanswered.removeValue(forKey: reply.ticket) else {
                fail("a reply to nothing")
                continue
            }
            switch reply.result {
            case .success(let recorded): adopt(spec, as: recorded.id, duplicates: recorded.duplicates)
            case .failure: refused.append(spec)
            }
        }
    }

    /// Has the model know an event that is in the ledger, and compares what became of its actions.
    func adopt(_ spec: RecordedSpec, as id: EventID, duplicates: Int?) {
        events[id] = spec
        guard spec.state == .mapped, let rows = rows(of: id) else { return }
        guard rows.map(\.payload) == spec.actions.map(\.payload) else { return fail("other payloads: \(rows)") }
        var seen = 0
        for (action, row) in zip(spec.actions, rows) {
            let isNew = model.keys[action.key] == nil
            if isNew { model.keys[action.key] = id } else { seen += 1 }
            if isNew == (row.state == .duplicate) { fail("\(action.payload) is \(row.state), new: \(isNew)") }
            if isNew { owe(action, of: id, row: row.id, since: spec.receivedAt) }
        }
        if let duplicates, duplicates != seen { fail("\(duplicates) duplicates in the place of \(seen)") }
    }

    func owe(_ action: ActionSpec, of event: EventID, row: Int64, since: Timestamp) {
        model.owed[action.payload] = SimulationModel.Owed(
            event: event,
            row: row,
            project: action.project,
            person: action.person,
            owedSince: since
        )
    }

    /// Refused events may be in the ledger all the same: the disk failed after that.
    func adoptRefused() {
        let specs = refused
        refused = []
        for spec in specs {
            if let id = find(spec) { adopt(spec, as: id, duplicates: nil) } else { refused.append(spec) }
        }
    }

    private func find(_ spec: RecordedSpec) -> EventID? {
        guard let reader = try? LedgerReader(path: disk.folder.ledger),
            let query = try? reader.connection.prepare("SELECT event FROM event_body WHERE body = CAST(?1 AS BLOB)")
        else { return nil }
        query.bind(spec.body, at: 1)
        return (try? query.first { EventID(number: $0.integer(0)) }) ?? nil
    }

    struct Row {
        let id: Int64
        let state: ForwardState.Name
        let payload: String?
    }

    /// The forwards of an event, in order; nil when they cannot be read.
    func rows(of event: EventID) -> [Row]? {
        guard let reader = try? LedgerReader(path: disk.folder.ledger),
            let query = try? reader.connection.prepare(
                "SELECT id, state, CAST(payload AS TEXT) FROM forward WHERE event = ?1 ORDER BY id"
            )
        else { return nil }
        query.bind(event.number, at: 1)
        return try? query.all { row throws(SQLiteError) in
            Row(
                id: row.integer(0),
                state: ForwardState.Name(rawValue: row.text(1)) ?? .dead,
                payload: row.optionalText(2)
            )
        }
    }

    /// After a crash: which of what was not confirmed is on the disk.
    func settleDoubts(_ lost: [RecordedSpec]) throws {
        // In the order in which they were given to the writer: the keys are the first one's.
        for spec in lost.sorted(by: { $0.body < $1.body }) + refused {
            if let id = find(spec) { adopt(spec, as: id, duplicates: nil) }
        }
        refused = []
        let kept = try keptForwards()
        for (payload, one) in model.owed where !one.isGone {
            guard let found = kept[one.row], found.event == one.event else { continue }
            let answers = one.unwritten
            model.owed[payload]?.unwritten = []
            var written = answers[...]
            while found.attempts > (model.owed[payload]?.attempts ?? 0), let next = written.popFirst() {
                model.write(next, to: payload)
            }
            let isLost = written.contains { $0 == .delivered || $0 == .duplicate }
            if isLost { model.owed[payload]?.hasArrived = false }
        }
        try check()
    }

    struct Kept {
        let event: EventID
        let state: ForwardState.Name
        let attempts: Int
        let payload: String?
        let reason: String?
    }

    /// All forwards of the ledger, by their numbers.
    func keptForwards() throws -> [Int64: Kept] {
        let reader = try LedgerReader(path: disk.folder.ledger)
        let rows = try reader.connection.prepare(
            """
            SELECT id, event, state, (SELECT count(*) FROM attempt WHERE forward = id) + (last_started_at IS NOT NULL),
                CAST(payload AS TEXT), reason FROM forward
            """
        ).all { row in
            (
                row.integer(0),
                Kept(
                    event: EventID(number: row.integer(1)),
                    state: ForwardState.Name(rawValue: row.text(2)) ?? .dead,
                    attempts: row.count(3),
                    payload: row.optionalText(4),
                    reason: row.optionalText(5)
                )
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Has the model know what has come to an end by the clock: what was pruned, and what is too old to be sent.
    ///
    /// - Returns: all forwards that are there; none when they cannot be read.
    @discardableResult
    func noticeEnds() -> [Int64: Kept] {
        guard let kept = try? keptForwards() else { return [:] }
        for (payload, one) in model.owed where !one.isGone {
            guard let found = kept[one.row], found.event == one.event else {
                // Those of its answers that are unwritten here may be on the disk.
                let hasEnded = one.state != .pending || !one.unwritten.isEmpty
                if retention == nil || !hasEnded { fail("\(payload) is gone, and was \(one.state)") }
                model.owed[payload]?.isGone = true
                continue
            }
            guard one.state == .pending, found.reason == ForwardState.DeathReason.expired.rawValue else { continue }
            let age = clock.latest.since(one.owedSince)
            if age < giveUpAfter { fail("\(payload) expired after \(age)") }
            model.owed[payload]?.state = .dead
        }
        return kept
    }

    /// Compares every action with its row, when all is on disk.
    func check() throws {
        let problems = try LedgerReader(path: disk.folder.ledger).problems()
        if !problems.isEmpty { fail("\(problems)") }
        let kept = noticeEnds()
        for (payload, one) in model.owed where !one.isGone {
            guard let found = kept[one.row] else { continue }
            if found.state != one.state { fail("\(payload) is \(found.state) in the place of \(one.state)") }
            if found.payload != (one.isErased ? nil : payload) {
                fail("\(payload) is kept as \(found.payload ?? "none")")
            }
            let attempts = min(one.attempts, AttemptTable.limit)
            if found.attempts != attempts, one.attempts <= AttemptTable.limit {
                fail("\(payload) has \(found.attempts) attempts kept of \(one.attempts)")
            }
        }
    }

    /// Within two polls and a moment, all that is due and may go out is on its way.
    func checkThatNoneWaits() throws {
        for _ in 0..<3 {
            clock.advance(.seconds(1))
            try settle(asksWriter: false)
        }
        let reader = try LedgerReader(path: disk.folder.ledger)
        for project in daemon.open(at: clock.now) {
            for forward in try reader.dueForwards(of: project, at: clock.now.time, limit: .max) {
                let payload = String(decoding: forward.payload, as: UTF8.self)
                if model.inFlight[payload] == nil { fail("\(payload.prefix(40)) is due, and nobody looks") }
            }
        }
    }
}
