internal import CLinux
internal import Glibc

/// Whole files, small enough to be held in memory: mappings, configuration, secrets, zone files.
package enum Files {
    /// The bytes of a file.
    ///
    /// - Parameter limit: how many bytes it may have; a longer one is refused with EFBIG.
    package static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
        let file = try open(path, O_RDONLY)
        return try read(file.number, path, limit)
    }

    /// The bytes of standard input, to its end.
    ///
    /// - Parameter limit: how many bytes it may have; more are refused with EFBIG.
    /// - Throws: EBADF, too, where whoever started the program left it closed, or open for writing alone.
    package static func readStandardInput(limit: Int) throws(SystemError) -> [UInt8] {
        // It is the one descriptor that others have opened: closed, or for writing alone.
        let flags = fcntl(STDIN_FILENO, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_WRONLY else {
            throw SystemError(call: "read", code: EBADF, subject: "standard input")
        }
        return try read(STDIN_FILENO, "standard input", limit)
    }

    private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var failure: SystemError?
        // One byte more than the limit, so that a file of just that size is told from a longer one.
        while bytes.count <= limit && failure == nil {
            let before = bytes.count
            let piece = min(limit + 1 - before, 65_536)
            let chunk = [UInt8](unsafeUninitializedCapacity: piece) { buffer, count in
                do throws(SystemError) {
                    count = try SystemCall.run("read", on: path) {
                        Glibc.read(descriptor, buffer.baseAddress, piece)
                    }
                } catch {
                    failure = error
                }
            }
            bytes += chunk
            if chunk.isEmpty { break }
        }
        if let failure { throw failure }
        guard bytes.count <= limit else { throw SystemError(call: "read", code: EFBIG, subject: path) }
        return bytes
    }

    /// Replaces a file by these bytes, or makes it, so that whoever reads it meets the old or the new one whole, even
    /// after a crash.
    ///
    /// - Parameter permissions: of the new file, `0o600` for example; the process's umask does not count.
    package static func writeAtomically(
        _ bytes: [UInt8],
        to path: String,
        permissions: UInt32
    ) throws(SystemError) {
        let temporary = "\(path).\(getpid()).new"
        do {
            let file = try open(temporary, O_WRONLY | O_CREAT | O_EXCL, permissions)
            try SystemCall.run("fchmod", on: temporary) { fchmod(file.number, permissions) }
            try write(bytes, to: file.number, temporary)
            try SystemCall.run("fsync", on: temporary) { fsync(file.number) }
            try SystemCall.run("rename", on: path) { rename(temporary, path) }
        } catch {
            // The failure that counts is the first one.
            if error.code != EEXIST { _ = unlink(temporary) }
            throw error
        }
        try syncFolder(of: path)
    }

    /// Has the folder of `path` on the disk: the names of the files in it.
    package static func syncFolder(of path: String) throws(SystemError) {
        let folder = folder(of: path)
        let directory = try open(folder, O_RDONLY | O_DIRECTORY)
        try SystemCall.run("fsync", on: folder) { fsync(directory.number) }
    }

    /// The folder in which a path names something, as it is written; `.` for a name alone.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The names of all that a directory holds, sorted by their bytes, without `.` and `..`.
    package static func list(_ directory: String) throws(SystemError) -> [String] {
        guard let stream = opendir(directory) else {
            throw SystemError(call: "opendir", code: errno, subject: directory)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw SystemError(call: "readdir", code: errno, subject: directory) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether there is something of that name, links followed, that this process may find.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether this process may write to what is at `path`.
    package static func mayWrite(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// Whether the name, links followed, is that of a directory.
    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether the name, links followed, is that of a pipe, a socket or a device: reading one may wait for ever.
    package static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    private static func open(
        _ path: String,
        _ flags: Int32,
        _ permissions: UInt32 = 0
    ) throws(SystemError) -> FileDescriptor {
        FileDescriptor(
            owning: try SystemCall.run("open", on: path) { Glibc.open(path, flags | O_CLOEXEC, permissions) }
        )
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            written += try SystemCall.run("write", on: path) {
                bytes.withUnsafeBytes { buffer in
                    Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                }
            }
        }
    }
}
