internal import Glibc

/// The room that a file system has.
package struct FileSystemSpace: Equatable, Sendable {
    /// Bytes that this user may still write.
    package let free: Int
    /// Bytes in all.
    package let total: Int
    /// Whether another file can be made; true where the file system does not count them.
    package let hasFreeFiles: Bool
    package let isReadOnly: Bool

    package init(free: Int, total: Int, hasFreeFiles: Bool = true, isReadOnly: Bool = false) {
        self.free = free
        self.total = total
        self.hasFreeFiles = hasFreeFiles
        self.isReadOnly = isReadOnly
    }

    /// Asks the kernel about the file system that holds `path`.
    package init(holding path: String) throws(SystemError) {
        var state = statvfs()
        try SystemCall.run("statvfs", on: path) { statvfs(path, &state) }
        self.init(
            free: Int(state.f_bavail) * Int(state.f_frsize),
            total: Int(state.f_blocks) * Int(state.f_frsize),
            hasFreeFiles: state.f_files == 0 || state.f_favail > 0,
            isReadOnly: state.f_flag & UInt(ST_RDONLY) != 0
        )
    }
}
