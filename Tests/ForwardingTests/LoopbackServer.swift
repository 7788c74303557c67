import Foundation
import Glibc
import Synchronization

/// A real HTTP/1.1 server on loopback that answers each request as its script says, troubles included.
final class LoopbackServer: Sendable {
    /// What to do with one request.
    enum Answer: Sendable {
        /// These bytes, as they are; the connection stays open.
        case bytes(String)
        /// These bytes, and then the connection is closed.
        case bytesThenClose(String)
        /// The connection is reset without an answer.
        case reset
        /// Nothing, until the client gives up.
        case hang
    }

    struct Request: Sendable {
        /// Counted from 0 in the order of acceptance.
        let connection: Int
        let head: String
        let body: [UInt8]
    }

    let port: UInt16
    private let listener: Int32
    private let script: @Sendable (Request) -> Answer
    private let seen = Mutex<[Request]>([])

    init(script: @escaping @Sendable (Request) -> Answer) {
        (listener, port) = Self.boundSocket()
        listen(listener, 128)
        self.script = script
        let listener = listener
        Thread.detachNewThread { [weak self] in
            var count = 0
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Without a free descriptor, say; the end is EINVAL.
                    guard errno == EINVAL else { continue }
                    // Closed by the thread that waits on it: closed elsewhere, the number could be another server's by
                    // the time this one accepts again, and its clients would be taken.
                    close(listener)
                    return
                }
                // Or a program that another test starts could keep it open.
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                let number = count
                count += 1
                Thread.detachNewThread { [weak self] in
                    Self.serve(connection, number: number) { self?.answer($0) ?? .reset }
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    var url: String { "http://127.0.0.1:\(port)/hook" }
    var requests: [Request] { seen.withLock { $0 } }

    static func answer(_ status: String, _ body: String = "{}", headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }

    private func answer(_ request: Request) -> Answer {
        seen.withLock { $0.append(request) }
        return script(request)
    }

    /// A socket bound to a port that the kernel chose, which does not listen yet.
    static func boundSocket() -> (Int32, UInt16) {
        let bound = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            bind(bound, pointer, length)
            getsockname(bound, pointer, &length)
        }
        return (bound, UInt16(bigEndian: address.sin_port))
    }

    private static func serve(_ connection: Int32, number: Int, answer: (Request) -> Answer) {
        defer { close(connection) }
        var pending: [UInt8] = []
        while let request = read(from: connection, &pending, number: number) {
            switch answer(request) {
            case .bytes(let text): send(text, connection)
            case .bytesThenClose(let text):
                send(text, connection)
                return
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(
                    connection,
                    SOL_SOCKET,
                    SO_LINGER,
                    &linger,
                    socklen_t(MemoryLayout<Glibc.linger>.size)
                )
                return
            case .hang:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
                return
            }
        }
    }

    private static func send(_ text: String, _ connection: Int32) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private static func read(from connection: Int32, _ pending: inout [UInt8], number: Int) -> Request? {
        let end = Array("\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let split = pending.firstRange(of: end) {
                let head = String(decoding: pending[..<split.lowerBound], as: UTF8.self)
                let length =
                    head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
                if pending.count - split.upperBound >= length {
                    let body = Array(pending[split.upperBound..<split.upperBound + length])
                    pending.removeFirst(split.upperBound + length)
                    return Request(connection: number, head: head, body: body)
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            pending += buffer[..<count]
        }
    }
}
