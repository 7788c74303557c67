import Dispatch
import Synchronization

/// A destination that holds each request until it is told how to answer it.
final class ScriptedEndpoint: Sendable {
    /// A request that waits for its answer.
    struct Held: Sendable {
        /// In order of arrival, from 0.
        let number: Int
        /// The request's target: the project's path, and the action.
        let target: String
        let payload: String
        fileprivate let reply: Reply
    }

    fileprivate final class Reply: Sendable {
        private let answer = Mutex<LoopbackServer.Answer?>(nil)
        private let semaphore = DispatchSemaphore(value: 0)

        func give(_ given: LoopbackServer.Answer) {
            answer.withLock { $0 = given }
            semaphore.signal()
        }

        func wait() -> LoopbackServer.Answer {
            semaphore.wait()
            return answer.withLock { $0 } ?? .reset
        }
    }

    private struct Contents {
        var held: [Held] = []
        var arrivals: [Held] = []
        var count = 0
    }

    private let contents: Contained
    private let server: LoopbackServer

    private final class Contained: Sendable {
        let mutex = Mutex(Contents())
    }

    init() {
        let contents = Contained()
        self.contents = contents
        server = LoopbackServer { request in
            let reply = Reply()
            contents.mutex.withLock { contents in
                let held = Held(
                    number: contents.count,
                    target: String(request.head.split(separator: " ")[1]),
                    payload: String(decoding: request.body, as: UTF8.self),
                    reply: reply
                )
                contents.count += 1
                contents.held.append(held)
                contents.arrivals.append(held)
            }
            return reply.wait()
        }
    }

    deinit {
        for held in held { held.reply.give(.reset) }
    }

    /// Where a project's actions are posted.
    func url(_ project: String) -> String { "http://127.0.0.1:\(server.port)/\(project)" }

    /// All that wait for their answer, by payload: in which order connections are served is nobody's business.
    var held: [Held] { contents.mutex.withLock { $0.held }.sorted { $0.payload < $1.payload } }
    /// How many requests have come.
    var count: Int { contents.mutex.withLock { $0.count } }

    /// What has come since the last time.
    func takeArrivals() -> [Held] {
        contents.mutex.withLock { contents in
            defer { contents.arrivals = [] }
            return contents.arrivals
        }
    }

    func answer(_ held: Held, _ answer: LoopbackServer.Answer) {
        contents.mutex.withLock { $0.held.removeAll { $0.number == held.number } }
        held.reply.give(answer)
    }
}
