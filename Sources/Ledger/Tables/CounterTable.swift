internal import Domain

/// The kept counts of events and forwards: changes gather in memory and are written once a transaction.
final class CounterTable {
    private struct EventKey: Hashable {
        let source: Int64
        let state: EventState
    }

    private struct ForwardKey: Hashable {
        let project: Int64
        let action: Int64
        let state: ForwardState.Name
    }

    private let addEvents: Statement
    private let addForwards: Statement
    private var events: [EventKey: Int] = [:]
    private var forwards: [ForwardKey: Int] = [:]

    init(_ connection: Connection) throws(SQLiteError) {
        addEvents = try connection.prepare(
            """
            INSERT INTO kept_count (source, project, action, state, count) VALUES (?1, 0, 0, ?2, max(?3, 0))
            ON CONFLICT DO UPDATE SET count = count + ?3
            """
        )
        addForwards = try connection.prepare(
            """
            INSERT INTO kept_count (source, project, action, state, count) VALUES (0, ?1, ?2, ?3, max(?4, 0))
            ON CONFLICT DO UPDATE SET count = count + ?4
            """
        )
    }

    func addEvents(_ count: Int, source: Int64, state: EventState) {
        events[EventKey(source: source, state: state), default: 0] += count
    }

    func addForwards(_ count: Int, project: Int64, action: Int64, state: ForwardState.Name) {
        forwards[ForwardKey(project: project, action: action, state: state), default: 0] += count
    }

    /// Writes the changes: the last thing before the commit.
    func write() throws(SQLiteError) {
        for (key, count) in events where count != 0 {
            addEvents.bind(key.source, at: 1)
            addEvents.bind(key.state.rawValue, at: 2)
            addEvents.bind(count, at: 3)
            try addEvents.run()
        }
        for (key, count) in forwards where count != 0 {
            addForwards.bind(key.project, at: 1)
            addForwards.bind(key.action, at: 2)
            addForwards.bind(key.state.rawValue, at: 3)
            addForwards.bind(count, at: 4)
            try addForwards.run()
        }
        clear()
    }

    /// Drops the changes of a transaction that did not happen.
    func clear() {
        events.removeAll(keepingCapacity: true)
        forwards.removeAll(keepingCapacity: true)
    }
}
