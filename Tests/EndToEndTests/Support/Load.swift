import Foundation
import Synchronization

/// Clients on threads of their own that send one event after another until they are told to stop or the server goes.
final class Load: Sendable {
    private struct State {
        var answered: [String] = []
        var failures: [String] = []
        var isStopping = false
        var running = 0
    }

    private let state = Mutex(State())

    /// - Parameter keepsAlive: whether a client stays on its connection; else each request has one of its own.
    init(of count: Int, at address: String, keepsAlive: Bool) {
        state.withLock { $0.running = count }
        for client in 0..<count {
            Thread { [self] in
                send(as: client, to: address, keepsAlive: keepsAlive)
                state.withLock { $0.running -= 1 }
            }.start()
        }
    }

    /// The ids of the events answered 200.
    var answered: [String] { state.withLock { $0.answered } }
    /// What became of requests that were not.
    var failures: [String] { state.withLock { $0.failures } }

    /// Waits until so many more have been answered, or nobody sends any more.
    func waitForAnswers(_ count: Int) -> Bool {
        let start = answered.count
        return Condition.comesToHold { answered.count >= start + count || state.withLock { $0.running == 0 } }
    }

    /// Lets the clients finish what they are at.
    func stop() -> Bool {
        state.withLock { $0.isStopping = true }
        return waitUntilOver()
    }

    /// Waits until the last client has stopped by itself.
    func waitUntilOver() -> Bool {
        Condition.comesToHold { state.withLock { $0.running == 0 } }
    }

    private func send(as client: Int, to address: String, keepsAlive: Bool) {
        var connection: RawConnection?
        var number = 0
        while !state.withLock({ $0.isStopping }) {
            number += 1
            do {
                if !keepsAlive || connection == nil { connection = try RawConnection(address) }
            } catch {
                return fail("not connected: \(error)")
            }
            let request = Intake.post("\(number)@\(client).example", closing: !keepsAlive)
            guard connection?.send(request) == true else { return fail("not sent") }
            guard let answer = connection?.readAnswer() else { return fail("no answer") }
            guard answer.hasPrefix("HTTP/1.1 200 "), let id = Self.id(in: answer) else { return fail(answer) }
            state.withLock { $0.answered.append(id) }
            if answer.contains("Connection: close") { connection = nil }
        }
    }

    private func fail(_ reason: String) {
        state.withLock { $0.failures.append(reason) }
    }

    /// The event's id in `{"id":"…",`.
    private static func id(in answer: String) -> String? {
        answer.range(of: #"{"id":""#).map { String(answer[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
