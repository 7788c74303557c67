extension LedgerReader {
    /// What is wrong with the ledger's file and its rows, a line each; empty when all is well.
    ///
    /// Reads the whole file: seconds for a GB.
    ///
    /// - Parameter isQuick: leaves out whether indexes and tables agree, which takes most of the time.
    package func problems(isQuick: Bool = false) throws(LedgerError) -> [String] {
        try snapshot { () throws(SQLiteError) in
            let check = isQuick ? "PRAGMA quick_check" : "PRAGMA integrity_check"
            var problems = try connection.prepare(check).all { $0.text(0) }.filter { $0 != "ok" }
            problems += try connection.prepare("PRAGMA foreign_key_check").all { row in
                "row \(row.integer(1)) of \(row.text(0)) belongs to a row of \(row.text(2)) that is not there"
            }
            for check in Self.checks {
                problems += try connection.prepare(check.sql).all { _ in check.problem }.prefix(1)
            }
            return problems
        }
    }

    private static let checks: [(problem: String, sql: String)] = [
        (
            "the kept counts of events are not their numbers",
            """
            SELECT 1 FROM (
                SELECT source, state, count FROM event_count WHERE count > 0
                EXCEPT SELECT source, state, count(*) FROM event GROUP BY source, state
            ) UNION ALL SELECT 1 FROM (
                SELECT source, state, count(*) FROM event GROUP BY source, state
                EXCEPT SELECT source, state, count FROM event_count
            )
            """
        ),
        (
            "the kept counts of forwards are not their numbers",
            """
            SELECT 1 FROM (
                SELECT project, action, state, count FROM forward_count WHERE count > 0
                EXCEPT SELECT project, action, state, count(*) FROM forward GROUP BY project, action, state
            ) UNION ALL SELECT 1 FROM (
                SELECT project, action, state, count(*) FROM forward GROUP BY project, action, state
                EXCEPT SELECT project, action, state, count FROM forward_count
            )
            """
        ),
        (
            "a lane does not have its earliest pending forward, and only that, due",
            """
            SELECT 1 FROM forward WHERE state = 'pending' AND lane IS NOT NULL
            GROUP BY project, lane
            HAVING count(due_at) <> 1 OR min(id) <> min(CASE WHEN due_at IS NOT NULL THEN id END)
            """
        ),
    ]
}
