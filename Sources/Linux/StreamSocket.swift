internal import CLinux
internal import Glibc

/// One connection: bytes in order, both ways, never blocking but where it was made by `connected`.
package struct StreamSocket: ~Copyable, Sendable {
    package let peer: PeerAddress
    private let descriptor: FileDescriptor

    init(owning descriptor: consuming FileDescriptor, peer: PeerAddress) {
        self.descriptor = descriptor
        self.peer = peer
    }

    /// Connects to a listening socket, waiting until it is done; for tests and local tools.
    ///
    /// It blocks: a read or a write that waits for two minutes gives up with `wouldBlock`.
    package static func connected(to address: ListenAddress) throws(SystemError) -> StreamSocket {
        var remote = SocketAddress(address)
        let family = remote.family
        let opened = FileDescriptor(
            owning: try SystemCall.run("socket") {
                socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            }
        )
        let number = opened.number
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        for direction in [SO_RCVTIMEO, SO_SNDTIMEO] {
            try SystemCall.run("setsockopt") {
                setsockopt(number, SOL_SOCKET, direction, &patience, socklen_t(MemoryLayout<timeval>.size))
            }
        }
        try SystemCall.run("connect", on: address.description) {
            remote.withPointers { connect(number, $0, $1.pointee) }
        }
        return StreamSocket(owning: opened, peer: remote.peer)
    }

    /// The descriptor to poll.
    package var number: Int32 { descriptor.number }

    /// Reads what is there, at most what fits.
    package borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            let count = recv(descriptor.number, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if errno != EINTR { return errno == EAGAIN ? .wouldBlock : .broken }
        }
    }

    /// Writes as much as there is room for.
    package borrowing func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        while true {
            let count = Glibc.send(descriptor.number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            if errno != EINTR { return errno == EAGAIN ? .wouldBlock : .broken }
        }
    }

    /// Tells the peer that nothing more will be sent; reading goes on.
    package borrowing func endSending() {
        // ENOTCONN: the peer is gone already, and the next read says so.
        _ = shutdown(descriptor.number, Int32(SHUT_WR))
    }

    /// What became of one read or write.
    package enum Transfer: Equatable {
        case bytes(Int)
        /// Nothing to read or no room to write now.
        case wouldBlock
        /// The peer has sent its last byte.
        case ended
        /// Reset, or otherwise gone: there is nothing more to be done with the connection.
        case broken
    }
}
