internal import CLinux
internal import Glibc

/// A socket that waits for connections: bound by this process, or inherited from systemd.
///
/// Does not block. A unix socket's file is removed when the last reference goes.
package final class ListeningSocket: Sendable {
    /// Where it listens, the port that the kernel chose filled in.
    package let address: ListenAddress
    private let descriptor: FileDescriptor
    private let ownsFile: Bool

    /// Binds and listens.
    ///
    /// The file of a unix socket is for its owner and group (0660). One that lies there already is removed only
    /// when nobody answers on it.
    ///
    /// - Throws: `SystemError` with the address as its subject.
    package init(binding address: ListenAddress) throws(SystemError) {
        var bound = SocketAddress(address)
        let subject = address.description
        let family = bound.family
        descriptor = FileDescriptor(
            owning: try SystemCall.run("socket", on: subject) {
                socket(family, Int32(SOCK_STREAM.rawValue) | SocketFlags.cloexecNonblocking, 0)
            }
        )
        if case .unix(let path) = address {
            try Self.removeStale(path)
        } else {
            try Self.set(descriptor.number, SOL_SOCKET, SO_REUSEADDR, 1)
            // Accepted connections inherit it: answers go out at once, and no call per connection is needed.
            try Self.set(descriptor.number, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
            if family == AF_INET6 {
                try Self.set(descriptor.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, address.isAny ? 0 : 1)
            }
        }
        let number = descriptor.number
        try SystemCall.run("bind", on: subject) { bound.withPointers { bind(number, $0, $1.pointee) } }
        if case .unix(let path) = address {
            try SystemCall.run("chmod", on: path) { chmod(path, 0o660) }
        }
        try SystemCall.run("listen", on: subject) { listen(number, Self.backlog) }
        self.address = try Self.name(of: number)
        if case .unix = address { ownsFile = true } else { ownsFile = false }
    }

    /// Takes over a socket that already listens.
    ///
    /// - Throws: `SystemError` when the descriptor is closed (EBADF), no socket (ENOTSOCK), or one that does not listen
    ///   (EINVAL).
    package init(inheriting number: Int32) throws(SystemError) {
        guard fcntl(number, F_GETFD) >= 0 else { throw SystemError(call: "fcntl", code: EBADF, subject: "\(number)") }
        descriptor = FileDescriptor(owning: number)
        ownsFile = false
        var listens: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        try SystemCall.run("getsockopt") { getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) }
        guard listens != 0 else { throw SystemError(call: "accept", code: EINVAL, subject: "\(number)") }
        let flags = try SystemCall.run("fcntl") { fcntl(number, F_GETFL) }
        try SystemCall.run("fcntl") { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
        try SystemCall.run("fcntl") { fcntl(number, F_SETFD, FD_CLOEXEC) }
        address = try Self.name(of: number)
        if case .ip = address {
            try Self.set(number, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        }
    }

    deinit {
        if ownsFile, case .unix(let path) = address { unlink(path) }
    }

    /// The descriptor to poll: readable when a connection waits.
    package var number: Int32 { descriptor.number }

    /// Takes the next connection that waits; nil when none does.
    ///
    /// - Throws: `SystemError`: EMFILE, ENFILE, ENOBUFS or ENOMEM when this machine cannot take more now. Errors that
    ///   belong to the one connection (the manual page of accept lists them) are passed over.
    package func accept() throws(SystemError) -> StreamSocket? {
        var peer = SocketAddress()
        while true {
            do {
                let accepted = try SystemCall.attempt("accept4") {
                    peer.withPointers { accept4(number, $0, $1, SocketFlags.cloexecNonblocking) }
                }
                return accepted.map { StreamSocket(owning: FileDescriptor(owning: $0), peer: peer.peer) }
            } catch {
                guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.code) else { continue }
                throw error
            }
        }
    }

    private static let backlog: Int32 = 4_096

    private static func set(_ number: Int32, _ level: Int32, _ option: Int32, _ value: Int32) throws(SystemError) {
        var value = value
        try SystemCall.run("setsockopt") {
            setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    private static func name(of number: Int32) throws(SystemError) -> ListenAddress {
        var bound = SocketAddress()
        try SystemCall.run("getsockname") { bound.withPointers { getsockname(number, $0, $1) } }
        return bound.listenAddress
    }

    /// Removes the file of a socket whose process is gone; leaves everything else, so that binding fails.
    private static func removeStale(_ path: String) throws(SystemError) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        let probe = FileDescriptor(
            owning: try SystemCall.run("socket") {
                socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | SocketFlags.cloexecNonblocking, 0)
            }
        )
        var address = SocketAddress(.unix(path: path))
        let number = probe.number
        let refused = address.withPointers { connect(number, $0, $1.pointee) } == -1 && errno == ECONNREFUSED
        guard refused else { return }
        try SystemCall.run("unlink", on: path) { unlink(path) }
    }
}

extension ListenAddress {
    /// Whether it means every address of IPv6, and so of IPv4 too.
    fileprivate var isAny: Bool {
        guard case .ip(let address, _) = self else { return false }
        return address.bits == 0
    }
}
