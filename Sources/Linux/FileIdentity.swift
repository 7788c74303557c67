internal import CLinux
internal import Glibc

/// Which file it is, whatever its name: two names of one file have the same, two files never.
package struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let number: UInt64

    /// Asks the kernel which file a path leads to, links followed.
    ///
    /// - Throws: when there is none, or it may not be looked at.
    package init(_ path: String) throws(SystemError) {
        var status = stat()
        try SystemCall.run("stat", on: path) { stat(path, &status) }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
