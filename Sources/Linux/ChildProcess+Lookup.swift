internal import Glibc

extension ChildProcess {
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
