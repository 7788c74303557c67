internal import Domain

/// Finds forwards that may be sent now: the forwarder's question after every ring of its bell.
final class DueQuery {
    private let walk: Statement
    private let fetch: Statement
    private let next: Statement
    private let version: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        // From the index alone: those in hand come first and are stepped over without their rows being read.
        walk = try connection.prepare(
            "SELECT id FROM forward WHERE project = ?1 AND due_at <= ?2 ORDER BY due_at, id"
        )
        fetch = try connection.prepare(
            "SELECT event, action, payload, received_at, owed_since, attempts, lane FROM forward WHERE id = ?1"
        )
        next = try connection.prepare(
            "SELECT due_at FROM forward WHERE project = ?1 AND due_at > ?2 ORDER BY due_at LIMIT 1"
        )
        version = try connection.prepare("PRAGMA data_version")
    }

    func dataVersion() throws(SQLiteError) -> Int64 {
        try version.first { $0.integer(0) } ?? 0
    }

    func forwards(
        _ project: ProjectName,
        now: Timestamp,
        limit: Int,
        names: NameReader,
        isInHand: (Int64) -> Bool
    ) throws(SQLiteError) -> [Forward] {
        guard limit > 0, let number = try names.number(of: project) else { return [] }
        walk.bind(number, at: 1)
        walk.bind(now.microseconds, at: 2)
        defer { walk.reset() }
        var forwards: [Forward] = []
        while forwards.count < limit, try walk.step() {
            let id = walk.integer(0)
            guard !isInHand(id) else { continue }
            fetch.bind(id, at: 1)
            let forward = try fetch.first { (row) throws(SQLiteError) in
                Forward(
                    id: id,
                    event: EventID(number: row.integer(0)),
                    project: project,
                    action: try names.action(row.integer(1)),
                    payload: row.bytes(2),
                    receivedAt: Timestamp(microseconds: row.integer(3)),
                    owedSince: Timestamp(microseconds: row.integer(4)),
                    attempts: row.count(5),
                    lane: row.optionalInteger(6).map { Lane(number: $0) }
                )
            }
            if let forward { forwards.append(forward) }
        }
        return forwards
    }

    func next(_ project: ProjectName, after now: Timestamp, names: NameReader) throws(SQLiteError) -> Timestamp? {
        guard let number = try names.number(of: project) else { return nil }
        next.bind(number, at: 1)
        next.bind(now.microseconds, at: 2)
        return try next.first { Timestamp(microseconds: $0.integer(0)) }
    }
}
