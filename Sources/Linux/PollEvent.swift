internal import CLinux

/// What a poller found out about one descriptor.
package struct PollEvent {
    /// The token that the descriptor was added with.
    package let token: UInt64
    private let flags: UInt32

    init(token: UInt64, flags: UInt32) {
        self.token = token
        self.flags = flags
    }

    /// There are bytes, or the end, to read; or a connection to accept.
    package var isReadable: Bool { flags & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 }
    /// There is room to write.
    package var isWritable: Bool { flags & EPOLLOUT.rawValue != 0 }
    /// The peer has sent its last byte.
    package var isEnded: Bool { flags & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 }
    /// The connection is broken: reset, or timed out.
    package var isBroken: Bool { flags & EPOLLERR.rawValue != 0 }
}
