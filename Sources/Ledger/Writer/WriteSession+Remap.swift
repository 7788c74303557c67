internal import Domain

extension WriteSession {
    /// Writes what mapping an event again made of it.
    ///
    /// New forwards only for actions whose key is new: an action that the event has sent already is not owed again.
    ///
    /// - Parameter expected: the state in which the event must still be; nil: any.
    /// - Returns: nil when the event is in another state, or gone, or its body is: what was made of it before it was erased
    ///   must not come back.
    func remap(
        _ event: RemappedEvent,
        from expected: EventState? = nil,
        now: Timestamp
    ) throws(SQLiteError) -> RecordedEvent? {
        guard let row = try eventRows.event(event.id), row.hasBody else { return nil }
        if let expected, row.state != expected { return nil }
        try dropDuplicates(of: event.id)
        var duplicates = 0
        var seen: Set<DedupeKey> = []
        for action in event.actions {
            let key = action.dedupeKey
            // Of two that the event makes alike the second is a duplicate, as at its receipt.
            let isFirst = seen.insert(DedupeKey(dateTime: key.dateTime, hash: key.hash)).inserted
            if try dedupe.isNew(key, receivedAt: row.receivedAt, event: event.id) {
                try add(action, of: event.id, isNew: true, receivedAt: row.receivedAt, owedSince: now)
                continue
            }
            let holder = try dedupe.event(of: key)
            guard !isFirst || holder != event.id else { continue }
            try add(action, of: event.id, isNew: false, receivedAt: row.receivedAt, owedSince: now)
            duplicates += 1
        }
        try events.update(event, duplicates: duplicates)
        counters.addEvents(-1, source: row.source, state: row.state)
        counters.addEvents(1, source: row.source, state: event.state)
        return RecordedEvent(id: event.id, actions: event.actions.count, duplicates: duplicates)
    }

    /// Takes back the duplicates that the mapping before has recorded: those of this one are recorded anew.
    private func dropDuplicates(of event: EventID) throws(SQLiteError) {
        for forward in try eventRows.unsentDuplicates(of: event) {
            try eventRows.delete(forward: forward.id)
            counters.addForwards(-1, project: forward.project, action: forward.action, state: .duplicate)
        }
    }
}
