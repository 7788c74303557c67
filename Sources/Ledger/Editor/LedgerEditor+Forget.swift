package import Domain

extension LedgerEditor {
    /// Erases a person: bodies, requests, payloads, warnings, answers and lanes of the events that hold the address.
    ///
    /// Looks at every event, a few at a time, so that a daemon goes on beside it; its pending forwards are discarded. Counts
    /// and dedupe keys, which are hashes, stay. Erased pages are overwritten, in the log too when nobody is reading it.
    ///
    /// - Parameters:
    ///   - address: an e-mail address; the case of ASCII letters does not matter.
    ///   - progress: told how many events have been looked at.
    /// - Returns: nil when `address` is no e-mail address.
    package func forget(
        _ address: String,
        now: Timestamp,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> ForgetReport? {
        guard let search = AddressSearch(address) else { return nil }
        return try edit { () throws(SQLiteError) in
            let people = try PersonRows(session, search)
            let rows = try ForwardRows(session.connection)
            var report = ForgetReport()
            var last: Int64 = 0
            var seen = 0
            while true {
                let ids = try people.events(after: last, limit: Self.stepSize)
                guard let newest = ids.last else { break }
                var found: [Int64] = []
                for id in ids where try people.isAbout(id) { found.append(id) }
                if !found.isEmpty {
                    try session.transaction { () throws(SQLiteError) in
                        for id in found { try people.erase(id, rows: rows, now: now, &report) }
                    }
                }
                last = newest
                seen += ids.count
                progress(seen)
            }
            try session.transaction { () throws(SQLiteError) in try people.eraseErrors() }
            if let checkpoint = try session.connection.checkpoint(.truncate) {
                report.isLogEmptied = checkpoint.frames == 0
            }
            return report
        }
    }
}
