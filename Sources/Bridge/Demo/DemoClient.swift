internal import Linux

/// Posts a webhook as a sender would, and waits for the answer.
struct DemoClient {
    let address: ListenAddress

    struct Answer {
        let status: Int
        let body: String
    }

    func post(_ path: String, fields: [(name: String, value: String)], body: [UInt8]) throws(SystemError) -> Answer {
        let socket = try StreamSocket.connected(to: address)
        var head = "POST \(path) HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\nContent-Length: \(body.count)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        let request = Array((head + "\r\n").utf8) + body
        var sent = 0
        while sent < request.count {
            let result = request[sent...].withUnsafeBytes { socket.send($0) }
            guard case .bytes(let count) = result else { throw SystemError(call: "send", code: 0, subject: path) }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while case .bytes(let count) = buffer.withUnsafeMutableBytes({ socket.receive(into: $0) }), count > 0 {
            answer += buffer[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        let status = text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } ?? 0
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        return Answer(status: status, body: lines.last.map(String.init) ?? "")
    }
}
