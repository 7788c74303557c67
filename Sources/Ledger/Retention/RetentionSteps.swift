internal import Domain

/// The single steps of pruning: each one transaction over a bounded number of rows.
struct RetentionSteps {
    /// Events with all that belongs to them in one step.
    static let events = 128
    /// Bodies in one step: they are deleted by whole pages.
    static let bodies = 512
    /// Dedupe keys looked at in one step.
    static let keys = 1_024
    /// Pages given back to the file system in one step.
    private static let pages = 64
    /// Free pages up to this, or up to an eighth of the file, are left for what comes next.
    private static let sparePages = 1_024

    private let session: WriteSession

    /// Received before these, events may go; nil: never.
    struct Ends {
        let delivered: Timestamp?
        let dead: Timestamp?
    }

    init(_ session: WriteSession) {
        self.session = session
    }

    /// Deletes the oldest unreadable events past the number kept.
    ///
    /// - Returns: whether some remain to be deleted.
    func pruneUnreadable(keeping limit: Int) throws(SQLiteError) -> Bool {
        let count = try session.connection.prepare("SELECT sum(count) FROM event_count WHERE state = 'unreadable'")
        let excess = (try count.first { $0.count(0) } ?? 0) - limit
        guard excess > 0 else { return false }
        let ids = try EventFinder(session.connection, .oldestFirst).find(
            source: nil,
            state: .unreadable,
            in: .all,
            limit: min(excess, Self.events)
        )
        try session.transaction { () throws(SQLiteError) in
            for id in ids { try delete(id) }
        }
        return excess > ids.count && !ids.isEmpty
    }

    /// Erases the bodies of events after `last` that were received before `end`, except of held and unmapped ones.
    ///
    /// - Returns: the last event looked at; nil when there was none.
    func pruneBodies(after last: Int64, until end: Timestamp) throws(SQLiteError) -> Int64? {
        let find = try session.connection.prepare(
            "SELECT event FROM event_body WHERE event > ?1 AND event < ?2 ORDER BY event LIMIT ?3"
        )
        find.bind(last, at: 1)
        find.bind(EventID(at: end, after: nil).number, at: 2)
        find.bind(Self.bodies, at: 3)
        guard let newest = try find.all({ $0.integer(0) }).last else { return nil }
        let delete = try session.connection.prepare(
            """
            DELETE FROM event_body
            WHERE event > ?1 AND event <= ?2
                AND (SELECT state FROM event WHERE id = event_body.event) NOT IN ('held', 'unmapped')
            """
        )
        delete.bind(last, at: 1)
        delete.bind(newest, at: 2)
        try session.transaction { () throws(SQLiteError) in try delete.run() }
        return newest
    }

    /// Deletes events after `last` that have come to an end and were received long enough ago.
    ///
    /// - Returns: the last event looked at; nil when there was none.
    func pruneEvents(after last: Int64, _ ends: Ends) throws(SQLiteError) -> Int64? {
        guard let end = [ends.delivered, ends.dead].compactMap({ $0 }).max() else { return nil }
        let find = try session.connection.prepare(
            "SELECT id, state FROM event WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3"
        )
        find.bind(last, at: 1)
        find.bind(EventID(at: end, after: nil).number, at: 2)
        find.bind(Self.events, at: 3)
        let found = try find.all { (id: EventID(number: $0.integer(0)), state: EventState(rawValue: $0.text(1))) }
        guard let newest = found.last else { return nil }
        try session.transaction { () throws(SQLiteError) in
            for event in found where event.state != .held && event.state != .unmapped {
                let forwards = try session.eventRows.forwards(of: event.id)
                if mayGo(event.id, forwards.map(\.state), ends) { try delete(event.id, forwards) }
            }
        }
        return newest.id.number
    }

    /// Deletes the keys after `last` that can make a duplicate of no event any more: their window is over, and was before
    /// the oldest event was received that can be mapped again, for which it takes its body.
    ///
    /// - Returns: the last key looked at; nil when there was none.
    func pruneDedupe(
        after last: (dateTime: Int64, hash: [UInt8]),
        now: Timestamp
    ) throws(SQLiteError) -> (dateTime: Int64, hash: [UInt8])? {
        let oldest = try session.connection.prepare(
            "SELECT received_at FROM event WHERE id = (SELECT min(event) FROM event_body)"
        )
        let end = min(now.microseconds, try oldest.first { $0.integer(0) } ?? .max)
        let find = try session.connection.prepare(
            """
            SELECT date_time, hash, expires_at FROM dedupe WHERE (date_time, hash) > (?1, ?2)
            ORDER BY date_time, hash LIMIT ?3
            """
        )
        find.bind(last.dateTime, at: 1)
        find.bind(copy: last.hash, at: 2)
        find.bind(Self.keys, at: 3)
        let keys = try find.all { (dateTime: $0.integer(0), hash: $0.bytes(1), expires: $0.integer(2)) }
        let expired = keys.filter { $0.expires <= end }
        if !expired.isEmpty {
            let delete = try session.connection.prepare("DELETE FROM dedupe WHERE date_time = ?1 AND hash = ?2")
            try session.transaction { () throws(SQLiteError) in
                for key in expired {
                    delete.bind(key.dateTime, at: 1)
                    delete.bind(copy: key.hash, at: 2)
                    try delete.run()
                }
            }
        }
        return keys.last.map { ($0.dateTime, $0.hash) }
    }

    /// Gives some free pages back to the file system, if there are many.
    ///
    /// - Returns: whether some were.
    func returnPages() throws(SQLiteError) -> Bool {
        let connection = session.connection
        let free = try connection.prepare("PRAGMA freelist_count").first { $0.count(0) } ?? 0
        let all = try connection.prepare("PRAGMA page_count").first { $0.count(0) } ?? 0
        guard free > max(Self.sparePages, all / 8) else { return false }
        try connection.execute("PRAGMA incremental_vacuum(\(Self.pages))")
        return true
    }

    private func mayGo(_ event: EventID, _ states: [ForwardState.Name], _ ends: Ends) -> Bool {
        if states.contains(.pending) { return false }
        guard let end = states.contains(.dead) ? ends.dead : ends.delivered else { return false }
        return event < EventID(at: end, after: nil)
    }

    private func delete(_ id: EventID) throws(SQLiteError) {
        try delete(id, try session.eventRows.forwards(of: id))
    }

    private func delete(_ id: EventID, _ forwards: [EventStateRows.Forward]) throws(SQLiteError) {
        guard let event = try session.eventRows.event(id) else { return }
        for forward in forwards {
            try session.eventRows.delete(forward: forward.id)
            session.counters.addForwards(
                -1,
                project: forward.project,
                action: forward.action,
                state: forward.state
            )
        }
        try session.eventRows.delete(event: id)
        session.counters.addEvents(-1, source: event.source, state: event.state)
    }
}
