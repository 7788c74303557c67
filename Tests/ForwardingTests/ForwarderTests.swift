import Domain
import Foundation
import Ledger
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Forwarding

struct ForwarderTests {
    static let ok = LoopbackServer.Answer.bytes(LoopbackServer.answer("200 OK"))

    static func answer(_ status: String, _ body: String = "{}", headers: String = "") -> LoopbackServer.Answer {
        .bytes(LoopbackServer.answer(status, body, headers: headers))
    }

    /// The bodies that a server was sent, in order.
    func bodies(_ server: LoopbackServer) -> [String] {
        server.requests.map { String(decoding: $0.body, as: UTF8.self) }
    }

    @Test func `a forward is posted as it was frozen, with both headers, to the action's own path`() throws {
        let server = LoopbackServer { _ in Self.ok }
        let bench = try ForwarderBench([ForwarderBench.project(server.url + "/")])
        try bench.record([#"{"email":"ada@example.com"}"#], action: "Quiz Completed: 100% ü/x")
        try bench.settles([.delivered: 1])
        let request = try #require(server.requests.first)
        let lines = request.head.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "POST /hook/Quiz%20Completed%3A%20100%25%20%C3%BC%2Fx HTTP/1.1")
        #expect(lines.contains("X-API-KEY: Basic secret=="))
        #expect(lines.contains("X-PROJECT-ID: project-1"))
        #expect(lines.contains("Content-Type: application/json"))
        #expect(lines.contains("User-Agent: funnelbridge/test"))
        #expect(bodies(server) == [#"{"email":"ada@example.com"}"#])
        let forward = try #require(try bench.forwards().first)
        #expect(forward.summary.attempts == 1)
        #expect(forward.attempts.map(\.status) == [200])
        #expect(forward.attempts.map(\.outcome) == ["delivered"])
        #expect(forward.attempts.map(\.error) == [nil])
    }

    @Test func `what the destination has already is a duplicate there`() throws {
        let server = LoopbackServer { _ in Self.answer("400 Bad Request", #"{"error":"Duplicate request"}"#) }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.duplicate: 1])
    }

    @Test func `a failure is tried again with the same bytes until it is delivered`() throws {
        let count = Mutex(0)
        let server = LoopbackServer { _ in
            let turn = count.withLock { count in
                count += 1
                return count
            }
            return [1: .reset, 2: Self.answer("503 Unavailable"), 3: .bytesThenClose("HTTP/1.1 200 OK\r\n")][turn]
                ?? Self.ok
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.delivered: 1])
        let forward = try #require(try bench.forwards().first)
        #expect(forward.attempts.map(\.outcome) == ["broken", "server-error", "unknown", "delivered"])
        #expect(forward.attempts.map(\.status) == [nil, 503, 200, 200])
        #expect(bodies(server) == ["1", "1", "1", "1"])
    }

    @Test func `a refusal is dead at once, with the answer kept`() throws {
        let server = LoopbackServer { _ in Self.answer("422 Unprocessable Content", "nested object") }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.dead: 1])
        let attempt = try #require(try bench.forwards().first?.attempts.first)
        #expect(attempt.answer == Array("nested object".utf8))
        #expect(attempt.error == "answered 422")
        #expect(server.requests.count == 1)
    }

    @Test func `of a long answer the first 2 KiB are kept`() throws {
        let long = String(repeating: "0123456789", count: 300)
        let server = LoopbackServer { _ in Self.answer("400 Bad Request", long) }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.dead: 1])
        #expect(try bench.forwards().first?.attempts.first?.answer == Array(long.utf8.prefix(2_048)))
    }

    @Test func `a wrong key pauses the project, and the rest flows once it is mended`() throws {
        let mended = Atomic(false)
        let server = LoopbackServer { _ in
            mended.load(ordering: .relaxed) ? Self.ok : Self.answer("401 Unauthorized")
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, concurrency: 2)])
        try bench.record((1...20).map(String.init))
        try bench.eventually("two probes fail") { server.requests.count >= 5 }
        try bench.eventually("the pause is on disk") { try bench.projectRecord()?.state == .paused }
        #expect(try bench.counts() == [.pending: 20])
        #expect(try bench.forwards().allSatisfy { $0.summary.attempts == 0 })
        mended.store(true, ordering: .relaxed)
        try bench.settles([.delivered: 20])
        try bench.eventually("the state is on disk") { try bench.projectRecord()?.state == .sending }
        #expect(bench.states.all == [.paused, .sending])
        #expect(try bench.projectRecord()?.pauses.isPaused == false)
    }

    @Test func `a reload probes at once`() throws {
        let server = LoopbackServer { request in
            request.head.contains("X-PROJECT-ID: project-2") ? Self.ok : Self.answer("403 Forbidden")
        }
        let delivery = ForwarderBench.delivery(pauseProbe: .hours(1))
        let bench = try ForwarderBench([ForwarderBench.project(server.url)], delivery: delivery)
        try bench.record(["1", "2"])
        try bench.eventually("it is paused") { bench.states.all == [.paused] }
        let key = try #require(APIKey("k"))
        let mended = ProjectSettings(
            name: .default,
            endpoint: try Endpoint(server.url),
            credentials: ProjectCredentials(id: "project-2", key: key)
        )
        bench.forwarder.reload(projects: [mended], delivery: delivery)
        try bench.settles([.delivered: 2])
    }

    @Test func `after a reload forwards go where it says`() throws {
        let (before, after) = (LoopbackServer { _ in Self.ok }, LoopbackServer { _ in Self.ok })
        // Or the forward might be on its way before the reload is.
        let bench = try ForwarderBench([ForwarderBench.project(before.url, hasCredentials: false)])
        try bench.record(["1"])
        bench.forwarder.reload(projects: [try ForwarderBench.project(after.url)], delivery: ForwarderBench.delivery())
        try bench.settles([.delivered: 1])
        #expect(before.requests.isEmpty && after.requests.count == 1)
    }

    @Test func `a person's forwards keep their order, and hold back nobody else's`() throws {
        let failures = Mutex(3)
        let server = LoopbackServer { request in
            guard request.body.starts(with: "a1".utf8) else { return Self.ok }
            let fails = failures.withLock { left in
                left -= 1
                return left >= 0
            }
            return fails ? Self.answer("500 Oops") : Self.ok
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["a1", "a2", "a3"], lane: "ada")
        try bench.record(["b1", "b2", "b3"], lane: "bob")
        try bench.settles([.delivered: 6])
        let sent = bodies(server)
        #expect(sent.filter { $0.hasPrefix("a") } == ["a1", "a1", "a1", "a1", "a2", "a3"])
        #expect(sent.filter { $0.hasPrefix("b") } == ["b1", "b2", "b3"])
    }

    @Test func `a dead endpoint opens the circuit, and recovery closes it`() throws {
        let mended = Atomic(false)
        let server = LoopbackServer { _ in mended.load(ordering: .relaxed) ? Self.ok : Self.answer("502 Bad Gateway") }
        let bench = try ForwarderBench(
            [ForwarderBench.project(server.url, concurrency: 4)],
            delivery: ForwarderBench.delivery(first: .seconds(1))
        )
        try bench.record((1...200).map(String.init))
        try bench.eventually("the circuit opens") { bench.states.all == [.circuitOpen] }
        #expect(server.requests.count <= 5 + 4 + 1)
        try bench.eventually("that is on disk") { try bench.projectRecord()?.state == .circuitOpen }
        mended.store(true, ordering: .relaxed)
        try bench.settles([.delivered: 200])
        #expect(bench.states.all == [.circuitOpen, .sending])
    }

    @Test func `a wait that was asked for is on disk while it lasts, for a restart to keep it`() throws {
        let server = LoopbackServer { _ in Self.answer("429 Too Many Requests", headers: "Retry-After: 600\r\n") }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.eventually("the wait is on disk") { try bench.projectRecord()?.nextAttempt != nil }
        #expect(try bench.projectRecord()?.state == .sending)
        #expect(server.requests.count == 1)
    }

    @Test func `what is too old is dead, sent or not`() throws {
        let nobody = ClosedPort()
        let delivery = ForwarderBench.delivery(giveUpAfter: .milliseconds(100), first: .milliseconds(10))
        let bench = try ForwarderBench([ForwarderBench.project(nobody.url)], delivery: delivery)
        try bench.record((1...100).map(String.init))
        try bench.settles([.dead: 100])
        for forward in try bench.forwards() {
            guard case .dead(_, let reason) = forward.summary.state else { continue }
            #expect(reason == .expired)
        }
    }

    @Test func `without credentials everything is kept, and flows once they are there`() throws {
        let server = LoopbackServer { _ in Self.ok }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, hasCredentials: false)])
        try bench.record(["1", "2"])
        try bench.eventually("it says so") { try bench.projectRecord()?.state == .noCredentials }
        #expect(try bench.counts() == [.pending: 2])
        bench.forwarder.reload(projects: [try ForwarderBench.project(server.url)], delivery: ForwarderBench.delivery())
        try bench.settles([.delivered: 2])
        #expect(bench.states.all == [.noCredentials, .sending])
    }

    @Test func `a project that the configuration does not name is said to wait`() throws {
        let server = LoopbackServer { _ in Self.ok }
        let folder = try TemporaryFolder()
        let other = try #require(ProjectName("other"))
        do {
            let bench = try ForwarderBench([ForwarderBench.project(server.url)], in: folder)
            try bench.record(["1"], project: other)
            bench.stop()
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)], in: folder)
        try bench.eventually("it is said") { try bench.projectRecord(other)?.state == .noCredentials }
        try bench.eventually("whoever is told of states is told") { bench.states.all == [.noCredentials] }
        #expect(try bench.counts() == [.pending: 1])
    }

    @Test func `what was pending or in flight at a stop is sent at the next start`() throws {
        let folder = try TemporaryFolder()
        let stuck = LoopbackServer { _ in .hang }
        do {
            let bench = try ForwarderBench([ForwarderBench.project(stuck.url, concurrency: 2)], in: folder)
            try bench.record((1...10).map(String.init))
            try bench.eventually("two are in flight") { stuck.requests.count == 2 }
            bench.stop(within: .zero)
        }
        let server = LoopbackServer { _ in Self.ok }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)], in: folder)
        try bench.settles([.delivered: 10])
        #expect(Set(bodies(server)) == Set((1...10).map(String.init)))
    }

    @Test func `a stop finishes what is in hand`() throws {
        let mayAnswer = DispatchSemaphore(value: 0)
        let server = LoopbackServer { _ in
            mayAnswer.wait()
            return Self.ok
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, concurrency: 1)])
        try bench.record(["1", "2"])
        try bench.eventually("one is in flight") { server.requests.count == 1 }
        bench.forwarder.stop(within: .seconds(120))
        mayAnswer.signal()
        bench.stop()
        #expect(try bench.counts() == [.delivered: 1, .pending: 1])
    }

    @Test func `a second stop may be more impatient than the first`() throws {
        let server = LoopbackServer { _ in .hang }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.eventually("one is in flight") { server.requests.count == 1 }
        bench.forwarder.stop(within: .hours(1))
        bench.stop(within: .zero)
        #expect(try bench.counts() == [.pending: 1])
    }

    @Test func `a project paused at a stop begins with one probe`() throws {
        let folder = try TemporaryFolder()
        let server = LoopbackServer { _ in Self.answer("404 Not Found") }
        let delivery = ForwarderBench.delivery(pauseProbe: .hours(1))
        do {
            let bench = try ForwarderBench(
                [ForwarderBench.project(server.url, concurrency: 1)],
                delivery: delivery,
                in: folder
            )
            try bench.record((1...10).map(String.init))
            try bench.eventually("it is paused") { try bench.projectRecord()?.state == .paused }
        }
        let before = server.requests.count
        let bench = try ForwarderBench([ForwarderBench.project(server.url)], delivery: delivery, in: folder)
        try bench.eventually("a probe is sent") { server.requests.count == before + 1 }
        try bench.record(["11"])
        bench.stop()
        #expect(server.requests.count == before + 1)
        #expect(bench.states.all.isEmpty, "nothing has changed")
    }

    @Test func `a backlog flows whole, each once`() throws {
        let server = LoopbackServer { _ in Self.ok }
        let folder = try TemporaryFolder()
        do {
            let bench = try ForwarderBench([ForwarderBench.project(server.url, hasCredentials: false)], in: folder)
            try bench.record((1...1_000).map(String.init))
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, concurrency: 32)], in: folder)
        try bench.settles([.delivered: 1_000])
        #expect(server.requests.count == 1_000)
        #expect(Set(bodies(server)).count == 1_000)
        #expect(Set(server.requests.map(\.connection)).count <= 32)
        #expect(bench.forwarder.counters.byOutcome == ["delivered": 1_000])
    }

    @Test func `what is recorded while others are on their way is sent once, each person's in order`() throws {
        let server = LoopbackServer { _ in Self.ok }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, concurrency: 4)])
        let persons = ["ada", "bob", "cy"]
        for number in 1...200 {
            let person = persons[number % persons.count]
            try bench.record(["\(person) \(number) a", "\(person) \(number) b"], lane: person)
            try bench.record(["\(number) of nobody"])
        }
        try bench.settles([.delivered: 600])
        let sent = bodies(server)
        #expect(sent.count == 600)
        for person in persons {
            let numbers = (1...200).filter { persons[$0 % persons.count] == person }
            let expected = numbers.flatMap { ["\(person) \($0) a", "\(person) \($0) b"] }
            #expect(sent.filter { $0.hasPrefix(person) } == expected)
        }
        #expect(Set(sent).count == 600)
    }

    /// A bench with one forward that was refused and is dead; from then on the destination takes everything.
    private func benchWithOneDead(_ server: LoopbackServer) throws -> ForwarderBench {
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.dead: 1])
        return bench
    }

    private func serverThatRefusesOnce() -> LoopbackServer {
        let isFirst = Mutex(true)
        return LoopbackServer { _ in
            isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst ? Self.answer("422 Unprocessable Content") : Self.ok
            }
        }
    }

    @Test func `what a command makes pending goes out while events keep coming`() throws {
        let server = serverThatRefusesOnce()
        let bench = try benchWithOneDead(server)
        let editor = try LedgerEditor(path: bench.folder.ledger)
        var number = 1
        func recordAnother() throws {
            number += 1
            try bench.record(["\(number)"])
        }
        for _ in 0..<10 { try recordAnother() }
        #expect(try editor.retry(.all(.dead), now: Forwarder.kernelClock().time).changed == 1)
        try bench.eventually("the dead one is delivered") {
            try recordAnother()
            return bodies(server).filter { $0 == "1" }.count == 2
        }
    }

    @Test func `so it does while the writer is idle, just after a commit of its own or long after`() throws {
        let server = serverThatRefusesOnce()
        let bench = try benchWithOneDead(server)
        let editor = try LedgerEditor(path: bench.folder.ledger)
        #expect(try editor.retry(.all(.dead), now: Forwarder.kernelClock().time).changed == 1)
        try bench.settles([.delivered: 1])
        #expect(bodies(server) == ["1", "1"])
    }

    @Test func `a project's answers say what a status means`() throws {
        let server = LoopbackServer { _ in Self.answer("404 Not Found") }
        let bench = try ForwarderBench([ForwarderBench.project(server.url, answers: [404: .dead])])
        try bench.record(["1", "2"])
        try bench.settles([.dead: 2])
    }

    @Test func `projects do not wait for each other`() throws {
        let stuck = LoopbackServer { _ in .hang }
        let server = LoopbackServer { _ in Self.ok }
        let other = try #require(ProjectName("other"))
        let bench = try ForwarderBench([
            ForwarderBench.project(stuck.url, concurrency: 1), ForwarderBench.project(server.url, other),
        ])
        try bench.record(["1"])
        try bench.record(["2", "3"], project: other)
        try bench.settles([.delivered: 2, .pending: 1])
        bench.stop(within: .zero)
    }
}
