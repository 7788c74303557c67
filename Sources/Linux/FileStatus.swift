internal import CLinux
internal import Glibc

/// What the kernel knows of a file, links followed.
package struct FileStatus: Equatable, Sendable {
    /// Bytes.
    package let size: Int
    /// The permission bits: `0o600`.
    package let permissions: UInt32

    package init(size: Int, permissions: UInt32) {
        self.size = size
        self.permissions = permissions
    }

    /// Asks the kernel.
    ///
    /// - Throws: when there is no such file, or it may not be looked at.
    package init(_ path: String) throws(SystemError) {
        var status = stat()
        try SystemCall.run("stat", on: path) { stat(path, &status) }
        self.init(size: status.st_size, permissions: status.st_mode & 0o7777)
    }
}
