package import Domain
internal import Linux

extension LedgerEditor {
    /// Whether `text` is an address that `forget` can look for.
    package static func isAddress(_ text: String) -> Bool {
        AddressSearch(text) != nil
    }

    /// How many events `forget` would erase, found the same way; nil when `address` is no e-mail address.
    package func countEvents(
        about address: String,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> Int? {
        guard let search = AddressSearch(address) else { return nil }
        return try edit { () throws(SQLiteError) in
            var count = 0
            try walk(try PersonRows(session, search), progress) { found throws(SQLiteError) in count += found.count }
            return count
        }
    }

    /// Erases a person: bodies, requests, payloads, warnings, answers and lanes of the events that hold the address.
    ///
    /// Looks at every event that is there, a few at a time, so that a daemon goes on beside it; their pending forwards are discarded.
    /// What comes in meanwhile is left: under full load it comes about as fast as it could be looked at. Counts and dedupe
    /// keys, which are hashes, stay. Erased pages are overwritten, in the log too when nobody is reading it.
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
            try walk(people, progress) { found throws(SQLiteError) in
                try session.transaction { () throws(SQLiteError) in
                    for id in found { try people.erase(id, rows: rows, now: now, &report) }
                }
            }
            try session.transaction { () throws(SQLiteError) in try people.eraseErrors() }
            report.isLogEmptied = try emptyLog()
            return report
        }
    }

    /// Copies the log into the file and empties it.
    ///
    /// In many short tries: a checkpoint that waits for a reader holds the write lock meanwhile, and a daemon's events wait
    /// for that.
    ///
    /// - Returns: false when a reader was in the way all the time.
    private func emptyLog() throws(SQLiteError) -> Bool {
        session.connection.waitForLocks(Self.readerWait)
        defer { session.connection.waitForLocks(Self.lockWait) }
        for _ in 0..<Self.emptyings {
            if let checkpoint = try session.connection.checkpoint(.truncate), checkpoint.frames == 0 { return true }
            Clock.sleep(milliseconds: Self.readerWait)
        }
        return false
    }

    /// Looks at every event that is there now, and hands those that hold the address to `body`, a few at a time.
    private func walk(
        _ people: PersonRows,
        _ progress: (Int) -> Void,
        _ body: ([Int64]) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        let newest = try people.newestEvent()
        var last: Int64 = 0
        var seen = 0
        while last < newest {
            let (ids, found) = try people.step(after: last, upTo: newest, limit: Self.stepSize)
            guard let end = ids.last else { return }
            if !found.isEmpty { try body(found) }
            last = end
            seen += ids.count
            progress(seen)
        }
    }
}
