internal import Glibc
internal import Linux

/// The ledger's file on disk: makes it, opens it, and brings it up to date.
enum LedgerFile {
    /// Opens the ledger for a writer: makes a missing file and migrates an older one, on a log like that of `openAnew`.
    ///
    /// The caller holds the lock, so that no daemon of another version uses the file meanwhile.
    static func openOrCreate(_ path: String) throws(LedgerError) -> Connection {
        try refuseFolder(at: path)
        try create(path)
        return try LedgerError.wording(path: path) { () throws(SQLiteError) -> Result<Connection, LedgerError> in
            let connection = try Connection(path: path, mode: .writing)
            connection.waitForLocks(ConnectionSettings.lockWait)
            let header = try Header(connection)
            if header.isEmpty {
                try ConnectionSettings.prepareEmptyFile(connection)
            } else if let error = header.refusal(path: path), error.kind != .older {
                return .failure(error)
            }
            try ConnectionSettings.apply(toWriting: connection)
            try connection.rewriteLog()
            try Migrator.migrate(connection)
            return .success(connection)
        }.get()
    }

    /// Opens a ledger that is there and up to date to write to it when no other writer has had it open all along.
    ///
    /// After a failed sync Linux takes pages for written that are not on the disk, and SQLite, when it reads a log that was
    /// left, believes the cache. What were committed behind such pages would be gone with them after a power cut, however well
    /// its own sync went. So all of the log is on the disk before anything is written behind it.
    static func openAnew(_ path: String) throws(LedgerError) -> Connection {
        let connection = try open(path, .writing)
        try LedgerError.wording(path: path) { () throws(SQLiteError) in try connection.rewriteLog() }
        return connection
    }

    /// Opens a ledger that is there and up to date.
    static func open(_ path: String, _ mode: Connection.Mode) throws(LedgerError) -> Connection {
        guard access(path, F_OK) == 0 else {
            let error = SystemError(call: "open", code: errno)
            throw LedgerError(kind(ofMissing: error, at: path), path: path, detail: error.reason)
        }
        try refuseFolder(at: path)
        return try LedgerError.wording(path: path) { () throws(SQLiteError) -> Result<Connection, LedgerError> in
            let isAtRest = mode == .reading && isAtRest(path)
            let connection = try Connection(path: path, mode: isAtRest ? .readingUnchanged : mode)
            connection.waitForLocks(ConnectionSettings.lockWait)
            let header = try Header(connection)
            if let error = header.refusal(path: path) { return .failure(error) }
            switch mode {
            case .reading, .readingUnchanged: try ConnectionSettings.apply(toReading: connection)
            case .writing: try ConnectionSettings.apply(toWriting: connection)
            }
            return .success(connection)
        }.get()
    }

    /// Whether the ledger was left by a clean stop where this process can write nothing.
    ///
    /// SQLite would want to make the index of a log there, which it can do without: there is no log.
    private static func isAtRest(_ path: String) -> Bool {
        // Side files are beside the file that a link leads to.
        guard let resolved = realpath(path, nil) else { return false }
        defer { free(resolved) }
        let file = String(cString: resolved)
        guard access(Files.folder(of: file), W_OK) != 0, errno == EROFS || errno == EACCES else { return false }
        return access(file + "-wal", F_OK) != 0 && errno == ENOENT
    }

    /// Whether the disk has hardly any room left.
    ///
    /// A small write may fit all the same, into space that the log has already, and says nothing of the next event.
    static func hasNoRoom(_ path: String) -> Bool {
        do {
            return try FileSystemSpace(holding: Files.folder(of: Files.end(of: path))).free < 1 << 20
        } catch {
            // Then writing has to show it.
            return false
        }
    }

    /// The lock that a daemon holds as long as it uses the ledger at `path`: beside the file itself, so that a link to it
    /// is no way past the lock.
    static func lockPath(_ path: String) -> String {
        Files.end(of: path) + ".lock"
    }

    /// SQLite would only say that it cannot open it.
    private static func refuseFolder(at path: String) throws(LedgerError) {
        guard !Files.isDirectory(path) else { throw LedgerError(.foreign, path: path, detail: "it is a folder") }
    }

    /// Says what is wrong with the folder that the ledger is to be in, if anything.
    static func checkFolder(of path: String) throws(LedgerError) {
        let folder = Files.folder(of: path)
        var status = stat()
        guard stat(folder, &status) == 0 else {
            let error = SystemError(call: "stat", code: errno, subject: folder)
            throw LedgerError(.folder, path: path, detail: error.description)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw LedgerError(.folder, path: path, detail: "\(folder) is not a folder")
        }
    }

    /// Why there is no ledger to be opened.
    private static func kind(ofMissing error: SystemError, at path: String) -> LedgerError.Kind {
        guard error.isNotFound else { return .permission }
        do {
            return try LockFile.isHeld(lockPath(path)) ? .moved : .missing
        } catch {
            return .missing
        }
    }

    /// What a refused system call means for the ledger.
    static func kind(of error: SystemError) -> LedgerError.Kind {
        switch error.code {
        case ENOENT, ENOTDIR: .folder
        case ENOSPC, EDQUOT: .full
        case EROFS: .readOnly
        case EIO: .inputOutput
        default: .permission
        }
    }

    /// Makes an empty file that its owner alone may read, whatever the umask; SQLite gives its side files the same mode.
    static func create(_ path: String) throws(LedgerError) {
        try checkFolder(of: path)
        do {
            let number = try SystemCall.run("open", on: path) {
                Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            }
            _ = FileDescriptor(owning: number)
        } catch {
            if error.code != EEXIST { throw LedgerError(kind(of: error), path: path, detail: error.description) }
        }
    }

    /// Gives a file that is on the disk its name, and has that on the disk, too.
    static func publish(_ partial: String, as path: String) throws(LedgerError) {
        do {
            try SystemCall.run("rename", on: path) { rename(partial, path) }
            try Files.syncFolder(of: path)
        } catch {
            throw LedgerError(kind(of: error), path: path, detail: error.description)
        }
    }
}
