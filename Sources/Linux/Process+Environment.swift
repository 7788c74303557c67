internal import Glibc

extension Process {
    /// The environment that a process was started with.
    ///
    /// - Throws: when there is no such process, or it belongs to another user.
    package static func environment(of identifier: Int32) throws(SystemError) -> [String: String] {
        let bytes = try Files.read("/proc/\(identifier)/environ", limit: 16 << 20)
        var result: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            let parts = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            result[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
        }
        return result
    }

    /// What a process is called, 15 bytes of its program's name.
    package static func name(of identifier: Int32) throws(SystemError) -> String {
        let bytes = try Files.read("/proc/\(identifier)/comm", limit: 4_096)
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Whether this process may write to what is at `path`.
    package static func mayWrite(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// The file that starting `program` would run, as `posix_spawnp` looks for it; nil when there is none that this user may run.
    ///
    /// - Parameter path: the folders of `PATH`, for a program without a slash; nil: those of the system.
    package static func program(_ program: String, in path: String?) -> String? {
        guard !program.contains("/") else { return mayRun(program) ? program : nil }
        let folders = (path ?? "/bin:/usr/bin").split(separator: ":", omittingEmptySubsequences: false)
        return folders.map { $0.isEmpty ? program : "\($0)/\(program)" }.first(where: mayRun)
    }

    private static func mayRun(_ file: String) -> Bool {
        access(file, X_OK) == 0 && !Files.isDirectory(file)
    }
}
