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
            free: Self.bytes(blocks: state.f_bavail, of: state.f_frsize),
            total: Self.bytes(blocks: state.f_blocks, of: state.f_frsize),
            hasFreeFiles: state.f_files == 0 || state.f_favail > 0,
            isReadOnly: state.f_flag & UInt(ST_RDONLY) != 0
        )
    }

    /// So many blocks of a size, at most what an Int holds: file systems of a network say that they are endless.
    static func bytes(blocks: UInt, of size: UInt) -> Int {
        let (bytes, overflow) = blocks.multipliedReportingOverflow(by: size)
        return overflow ? .max : Int(clamping: bytes)
    }
}
