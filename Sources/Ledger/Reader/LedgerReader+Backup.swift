internal import Domain
internal import Glibc
internal import Linux

extension LedgerReader {
    /// Pages copied between two reports of progress.
    private static let pagesAtOnce: Int32 = 512

    /// Writes a copy of the ledger as it is now, while a daemon goes on.
    ///
    /// The copy appears under its name only when it is whole, sound and on disk, 0600. The log cannot begin anew meanwhile
    /// and grows by what comes in.
    ///
    /// - Parameters:
    ///   - destination: must not exist.
    ///   - progress: told the pages copied and the pages in all.
    package func backup(
        to destination: String,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(LedgerError) {
        guard access(destination, F_OK) != 0 else {
            throw LedgerError(.exists, path: destination, detail: "a backup overwrites nothing")
        }
        let partial = destination + ".partial"
        // What a backup that was cut off has left.
        _ = unlink(partial)
        try LedgerFile.create(partial)
        do throws(LedgerError) {
            try copy(to: partial, progress)
            try checkCopy(at: partial)
            try LedgerFile.publish(partial, as: destination)
        } catch {
            _ = unlink(partial)
            throw error
        }
    }

    /// Reads the copy whole once: damage is copied as all else is, and would take the place of the last good backup.
    private func checkCopy(at partial: String) throws(LedgerError) {
        let found = try LedgerError.wording(path: path) { () throws(SQLiteError) in
            try Connection(path: partial, mode: .readingUnchanged).prepare("PRAGMA quick_check(1)").first { $0.text(0) }
        }
        guard let found, found != "ok" else { return }
        throw LedgerError(.corrupt, path: path, detail: "its copy does not pass SQLite's check")
    }

    private func copy(to partial: String, _ progress: (Int, Int) -> Void) throws(LedgerError) {
        // One snapshot for all steps: else every write of the daemon would begin the copy anew.
        let result: Result<Void, LedgerError> = try snapshot { () throws(SQLiteError) in
            _ = try connection.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").first { $0.integer(0) }
            do throws(SQLiteError) {
                let target = try Connection(path: partial, mode: .writing)
                let backup = try connection.startBackup(into: target)
                while try backup.step(pages: Self.pagesAtOnce) {
                    progress(backup.pages - backup.pagesLeft, backup.pages)
                }
                progress(backup.pages, backup.pages)
                return .success(())
            } catch {
                return .failure(LedgerError(error, path: partial))
            }
        }
        try result.get()
    }
}
