internal import Glibc

/// A file descriptor that is closed when its owner lets go of it.
package struct FileDescriptor: ~Copyable, Sendable {
    /// The kernel's number, valid as long as this value lives.
    package let number: Int32

    /// Takes ownership of a descriptor that a system call has just returned.
    package init(owning number: Int32) {
        precondition(number >= 0, "a descriptor is never negative")
        self.number = number
    }

    deinit {
        // Linux frees the number even when close reports EINTR or EIO: closing again could close a stranger's.
        _ = close(number)
    }
}
