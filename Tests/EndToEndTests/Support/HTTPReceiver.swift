import Foundation
import Synchronization

/// A real HTTP server on loopback that keeps what it is sent, and answers as it is told: an alert's address, or a proxy.
final class HTTPReceiver: Sendable {
    struct Request: Sendable {
        let head: String
        let body: String
    }

    private struct Contents {
        var requests: [Request] = []
        var status: Int
    }

    let port: UInt16
    private let listener: Int32
    private let contents: Mutex<Contents>

    /// - Parameter status: of every answer; 0: none ever comes.
    init(status: Int = 200) throws {
        contents = Mutex(Contents(status: status))
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                // Or a program that another test starts could keep it open.
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { [weak self] in
                    self?.serve(connection)
                    close(connection)
                }
            }
            // Closed by the thread that waits on it: the number could be another server's by then.
            close(listener)
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    var url: String { "http://127.0.0.1:\(port)/alert" }
    var requests: [Request] { contents.withLock { $0.requests } }
    var bodies: [String] { requests.map(\.body) }

    /// The alerts that were posted.
    func alerts() throws -> [Alert] {
        try bodies.map { try JSONDecoder().decode(Alert.self, from: Data($0.utf8)) }
    }

    struct Alert: Decodable {
        let subject: String
        let state: String
        let problem: Bool
        let text: String
    }

    /// Takes one request and answers it.
    private func serve(_ connection: Int32) {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            if let head = received.range(of: Data("\r\n\r\n".utf8)) {
                let text = String(decoding: received[..<head.lowerBound], as: UTF8.self)
                let length =
                    text.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }.flatMap {
                        Int($0.dropFirst(16))
                    } ?? 0
                let body = received[head.upperBound...]
                if body.count >= length {
                    return answer(Request(head: text, body: String(decoding: body, as: UTF8.self)), connection, &buffer)
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            received += buffer[..<count]
        }
    }

    private func answer(_ request: Request, _ connection: Int32, _ buffer: inout [UInt8]) {
        let status = contents.withLock { contents in
            contents.requests.append(request)
            return contents.status
        }
        guard status > 0 else {
            while recv(connection, &buffer, buffer.count, 0) > 0 {}
            return
        }
        let text = "HTTP/1.1 \(status) Scripted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = text.withCString { send(connection, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
    }
}
