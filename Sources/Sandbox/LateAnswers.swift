internal import Domain
internal import HTTP1
internal import Linux
internal import Synchronization

/// Answers that wait for their time, and the thread that rings the server's bell when one has come.
final class LateAnswers: Sendable {
    /// How a request ends.
    enum Ending: Sendable {
        case response(HTTPResponse)
        /// Bytes that break off, and then the end of the connection.
        case broken([UInt8])
        case reset
    }

    private struct Waiting: Sendable {
        let dueAt: Int64
        let exchange: ExchangeID
        let ending: Ending
    }

    private struct Contents {
        var waiting: [Waiting] = []
        var isStopped = false
    }

    private let contents = Mutex(Contents())
    private let bell: Doorbell

    init() throws(SystemError) {
        bell = try Doorbell()
    }

    /// Has a request end in this way after `delay`.
    func add(_ ending: Ending, of exchange: ExchangeID, after delay: Interval) {
        let dueAt = Clock.monotonicMicroseconds() + delay.microseconds
        contents.withLock { contents in
            let waiting = Waiting(dueAt: dueAt, exchange: exchange, ending: ending)
            // Nearly always the last one.
            let place = contents.waiting.lastIndex { $0.dueAt <= dueAt }.map { $0 + 1 } ?? 0
            contents.waiting.insert(waiting, at: place)
        }
        bell.ring()
    }

    /// Gives all whose time has come to the server, on its thread.
    func deliver(to server: HTTPServer) {
        let now = Clock.monotonicMicroseconds()
        let due = contents.withLock { contents in
            let count = contents.waiting.firstIndex { $0.dueAt > now } ?? contents.waiting.count
            let due = contents.waiting[..<count]
            contents.waiting.removeFirst(count)
            return due
        }
        for waiting in due {
            switch waiting.ending {
            case .response(let response): server.answer(waiting.exchange, response)
            case .broken(let bytes): server.breakOff(waiting.exchange, sending: bytes)
            case .reset: server.breakOff(waiting.exchange, resets: true)
            }
        }
    }

    /// Rings `server` whenever an answer's time comes, until `stop`; for a thread of its own.
    func keepTime(for server: Doorbell) {
        while true {
            let (next, isStopped) = contents.withLock { ($0.waiting.first?.dueAt, $0.isStopped) }
            if isStopped { return }
            guard let next else {
                bell.wait()
                continue
            }
            let left = next - Clock.monotonicMicroseconds()
            if left > 0 {
                bell.wait(milliseconds: Int32(clamping: (left + 999) / 1_000))
            } else {
                server.ring()
                // Until the server has taken what is due, there is nothing to do but to look again soon.
                bell.wait(milliseconds: 1)
            }
        }
    }

    func stop() {
        contents.withLock { $0.isStopped = true }
        bell.ring()
    }
}
