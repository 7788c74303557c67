import Domain
import Foundation
import Linux
import Testing

@testable import Sandbox

/// A sandbox on a port of its own, and a client that says what comes back, byte for byte.
final class SandboxBench {
    static let now = Timestamp(seconds: 784_111_777)

    let sandbox: Sandbox
    private let thread: NamedThread
    private let address: ListenAddress

    init(journalFile: String? = nil, failRate: FailRate = .none, delay: Interval = .zero, draw: Draw = .half) throws {
        var options = SandboxOptions(clock: { SandboxBench.now }, draw: { draw })
        options.journalFile = journalFile
        options.failRate = failRate
        options.delay = delay
        let sandbox = try Sandbox(
            listen: [try #require(ListenAddress("127.0.0.1:0"))],
            options: options,
            log: Log(level: .error, format: .text, descriptor: -1)
        )
        self.sandbox = sandbox
        address = try #require(sandbox.addresses.first)
        thread = NamedThread("sandbox") { sandbox.run() }
    }

    deinit {
        sandbox.stop()
        thread.join()
    }

    struct Answer: Equatable {
        /// nil when the connection ended without an answer.
        var status: Int?
        var head = ""
        var body = ""
        /// Whether the connection was reset.
        var isReset = false
    }

    static let headers = [
        "X-PROJECT-ID": "project-1", "X-API-KEY": "Basic secret==", "Content-Type": "application/json",
    ]

    /// Posts an action as it should be, but for what is changed.
    func post(
        _ body: String,
        action: String = "Quiz%20Completed",
        headers: [String: String] = SandboxBench.headers
    ) throws -> Answer {
        try send("POST", "/api/v1/webhook/\(action)", body, headers)
    }

    func send(
        _ method: String,
        _ path: String,
        _ body: String = "",
        _ headers: [String: String] = SandboxBench.headers
    ) throws -> Answer {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head = "\(method) \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(lines)"
        let request = Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
        let socket = try StreamSocket.connected(to: address)
        _ = request.withUnsafeBytes { socket.send($0) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            switch buffer.withUnsafeMutableBytes({ socket.receive(into: $0) }) {
            case .bytes(let count): received += buffer[..<count]
            case .wouldBlock:
                Issue.record("the sandbox has neither sent anything nor ended for two minutes")
                return Self.answer(received, isReset: false)
            case .ended: return Self.answer(received, isReset: false)
            case .broken: return Self.answer(received, isReset: true)
            }
        }
    }

    private static func answer(_ bytes: [UInt8], isReset: Bool) -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let split = text.range(of: "\r\n\r\n") else { return Answer(isReset: isReset) }
        return Answer(
            status: text.split(separator: " ").dropFirst().first.flatMap { Int($0) },
            head: String(text[..<split.lowerBound]),
            body: String(text[split.upperBound...]),
            isReset: isReset
        )
    }
}
