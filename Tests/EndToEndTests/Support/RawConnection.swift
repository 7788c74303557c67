import Foundation

/// A connection that sends what no proper client would.
final class RawConnection {
    private(set) var descriptor: Int32
    private var unread: [UInt8] = []

    /// How long the peer may say nothing, or take nothing, in seconds: then it is as if it had gone, so that a test fails and
    /// does not hang.
    private static let patience = 60

    /// - Parameter address: `127.0.0.1:8080`.
    /// - Throws: when nobody listens there.
    init(_ address: String) throws {
        let parts = address.split(separator: ":")
        var remote = sockaddr_in()
        remote.sin_family = sa_family_t(AF_INET)
        remote.sin_port = in_port_t(parts.last.flatMap { UInt16($0) } ?? 0).bigEndian
        inet_pton(AF_INET, String(parts.first ?? ""), &remote.sin_addr)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        for direction in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, direction, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &remote) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            descriptor = -1
            throw Failure(code: code)
        }
    }

    struct Failure: Error {
        let code: Int32
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Sends all of it; false when the peer has gone.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Whether the peer has sent something that is not read yet, or ended.
    var hasAnswer: Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) > 0
    }

    /// Tells the peer that nothing more will be sent; reading goes on.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Ends the connection with a reset in place of the usual end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        close(descriptor)
        descriptor = -1
    }

    /// Reads until the peer ends.
    func readToEnd() -> String {
        while receive() {}
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    /// Reads one answer with its body; nil when the peer ends before it is whole.
    func readAnswer() -> String? {
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let head = Data(unread).range(of: end) {
                let text = String(decoding: unread[..<head.lowerBound], as: UTF8.self)
                let line = text.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
                let length = head.upperBound + (line.flatMap { Int($0.dropFirst(16)) } ?? 0)
                if unread.count >= length {
                    defer { unread.removeFirst(length) }
                    return String(decoding: unread[..<length], as: UTF8.self)
                }
            }
            guard receive() else { return nil }
        }
    }

    private func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        unread += buffer[..<count]
        return true
    }
}
