import Domain
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import Forwarding

/// What happens to forwards, and what is said of them, while their project does not flow.
extension ForwarderTests {
    @Test func `a wait that is over is on disk no more after a stop`() throws {
        let isFirst = Mutex(true)
        let server = LoopbackServer { _ in
            isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst ? Self.answer("429 Too Many Requests") : Self.ok
            }
        }
        let bench = try ForwarderBench([ForwarderBench.project(server.url)])
        try bench.record(["1"])
        try bench.settles([.delivered: 1])
        bench.stop()
        #expect(try bench.projectRecord()?.state == .sending)
        #expect(try bench.projectRecord()?.nextAttempt == nil)
    }

    @Test func `while a project is paused nothing is too old for its probe`() throws {
        let folder = try TemporaryFolder()
        let server = LoopbackServer { _ in Self.answer("401 Unauthorized") }
        func bench(giveUpAfter: Interval) throws -> ForwarderBench {
            let delivery = ForwarderBench.delivery(giveUpAfter: giveUpAfter, pauseProbe: .hours(1))
            return try ForwarderBench([ForwarderBench.project(server.url)], delivery: delivery, in: folder)
        }
        do {
            let bench = try bench(giveUpAfter: .days(7))
            try bench.record(["1"])
            try bench.eventually("it is paused") { try bench.projectRecord()?.state == .paused }
        }
        let bench = try bench(giveUpAfter: Interval(microseconds: 1))
        try bench.eventually("it is probed or given up") {
            try server.requests.count == 2 || bench.counts() != [.pending: 1]
        }
        bench.stop()
        #expect(server.requests.count == 2)
        #expect(try bench.counts() == [.pending: 1])
    }

    @Test func `what is discarded while a project has no credentials does not go out once it has some`() throws {
        let server = LoopbackServer { request in request.body == Array("3".utf8) ? Self.ok : .hang }
        let folder = try TemporaryFolder()
        let without = [try ForwarderBench.project(server.url, hasCredentials: false)]
        do {
            let bench = try ForwarderBench(without, in: folder)
            try bench.record(["1", "2"])
        }
        // Both are read from the ledger at once; one is on its way, the other waits.
        let bench = try ForwarderBench([ForwarderBench.project(server.url, concurrency: 1)], in: folder)
        try bench.eventually("one is on its way") { server.requests.count == 1 }
        bench.forwarder.reload(projects: without, delivery: ForwarderBench.delivery())
        try bench.eventually("it is said") { bench.states.all == [.sending, .noCredentials] }
        let editor = try LedgerEditor(path: folder.ledger)
        #expect(try editor.discard(.all(.pending), now: Forwarder.kernelClock().time).changed == 2)
        let with = [try ForwarderBench.project(server.url, concurrency: 2)]
        bench.forwarder.reload(projects: with, delivery: ForwarderBench.delivery())
        try bench.record(["3"])
        try bench.settles([.delivered: 1, .discarded: 2])
        #expect(bodies(server) == ["1", "3"])
        bench.stop(within: .zero)
    }

    @Test func `a project that the configuration had for a while, and has no more, is said to wait once again`() throws
    {
        let server = LoopbackServer { _ in Self.ok }
        let other = try #require(ProjectName("other"))
        let named = try ForwarderBench.project(server.url)
        let bench = try ForwarderBench([named])
        try bench.record(["1"], project: other)
        try bench.eventually("it is said") { try bench.projectRecord(other)?.state == .noCredentials }
        let both = [named, try ForwarderBench.project(server.url, other, hasCredentials: false)]
        bench.forwarder.reload(projects: both, delivery: ForwarderBench.delivery())
        bench.forwarder.reload(projects: [named], delivery: ForwarderBench.delivery())
        try bench.eventually("it is said again") { bench.states.all == [.noCredentials, .noCredentials] }
    }
}
