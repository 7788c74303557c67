import Domain
import Foundation
import Linux
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerWriterTests {
    @Test func `a recorded event is there with its forwards`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let warning = EventWarning(field: "score", message: "no number")
        let event = try Sample.event(
            [try Sample.action(1, lane: "a@b.example"), try Sample.action(2, name: "Lead")],
            warnings: [warning]
        )
        let recorded = try ledger.record(event)
        #expect(recorded.actions == 2)
        #expect(recorded.duplicates == 0)
        let detail = try #require(try ledger.reader().event(recorded.id))
        #expect(detail.body == event.body)
        #expect(detail.request == event.request)
        #expect(detail.contentType == "application/json")
        #expect(detail.warnings == [warning])
        #expect(detail.summary.state == .mapped)
        #expect(detail.summary.receivedAt == Sample.start)
        #expect(detail.forwards.map(\.summary.action.text) == ["Quiz Completed", "Lead"])
        #expect(detail.forwards.map(\.payload) == event.actions.map(\.payload))
        #expect(detail.forwards.map(\.summary.state) == [.pending(dueAt: Sample.start), .pending(dueAt: Sample.start)])
    }

    @Test func `an action whose key was seen is recorded and not owed`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let second = try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(2)]))
        #expect(second.actions == 2)
        #expect(second.duplicates == 1)
        #expect(try ledger.due().count == 2)
        let states = try #require(try ledger.reader().event(second.id)).forwards.map(\.summary.state.name)
        #expect(states == [.duplicate, .pending])
    }

    @Test func `the same action twice in one event is owed once`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let recorded = try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(1)]))
        #expect(recorded.duplicates == 1)
        #expect(try ledger.due().count == 1)
    }

    @Test func `a key whose window is over is owed again`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let window = Interval.hours(1)
        func event(_ at: Timestamp) throws -> NewEvent {
            try Sample.event([try Sample.action(1, dateTime: nil, window: window)], at: at)
        }
        #expect(try ledger.record(try event(Sample.start)).duplicates == 0)
        #expect(try ledger.record(try event(Sample.start.adding(.minutes(59)))).duplicates == 1)
        #expect(try ledger.record(try event(Sample.start.adding(.minutes(60)))).duplicates == 0)
        #expect(try ledger.record(try event(Sample.start.adding(.minutes(61)))).duplicates == 1)
    }

    @Test func `only the first of a lane is due and its end makes the next one due`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 1...3 { try ledger.record(try Sample.event([try Sample.action(key, lane: "a@b.example")])) }
        try ledger.record(try Sample.event([try Sample.action(4, lane: "c@d.example")]))
        var due = try ledger.due()
        #expect(due.map(\.id) == [1, 4])
        #expect(due[0].lane != due[1].lane)
        ledger.settle(Sample.settled(due[0], .delivered(at: Sample.start)))
        due = try ledger.due()
        #expect(due.map(\.id) == [2, 4])
        let later = Sample.start.adding(.seconds(5))
        ledger.settle(Sample.settled(due[0], .pending(dueAt: later)))
        #expect(try ledger.due().map(\.id) == [4])
        #expect(try ledger.reader().nextDue(of: .default, after: Sample.start) == later)
        #expect(try ledger.due(at: later).map(\.id) == [4, 2])
    }

    @Test func `forwards in hand are left out of what is due and not counted`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 1...5 { try ledger.record(try Sample.event([try Sample.action(key)])) }
        let due = try ledger.reader().dueForwards(of: .default, at: Sample.start, limit: 2) { $0 <= 2 }
        #expect(due.map(\.id) == [3, 4])
    }

    @Test func `attempts are kept in order and the last one shows in the list`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .pending(dueAt: Sample.start)))
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start), attempts: 2))
        let detail = try #require(try ledger.reader().event(id)).forwards[0]
        #expect(detail.attempts.map(\.status) == [503, 200])
        #expect(detail.summary.attempts == 2)
        #expect(detail.summary.lastStatus == 200)
        #expect(detail.summary.lastError == nil)
        #expect(detail.summary.state == .delivered(at: Sample.start))
        let status = try ledger.reader().status()
        #expect(status.projects.first?.lastError?.status == 503)
        #expect(status.projects.first?.lastError?.message == "answered 503")
    }

    @Test(arguments: [ForwardState.delivered(at: Sample.start), .duplicate(at: Sample.start)])
    func `the attempt that delivered a forward needs no row of its own`(state: ForwardState) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        let answer = String(repeating: "x", count: Attempt.answerLimit + 1)
        let long = Sample.attempt(outcome: state.name.rawValue, answer: answer)
        ledger.settle(SettledForward(forward: forward, attempt: long, state: state, attempts: 1))
        let reader = try ledger.reader()
        let attempt = try #require(try reader.event(id)?.forwards.first?.attempts.first)
        #expect(attempt.startedAt == long.startedAt && attempt.took == long.took && attempt.error == nil)
        #expect(attempt.status == 200 && attempt.outcome == long.outcome)
        #expect(attempt.answer == Array(long.answer.prefix(Attempt.answerLimit)))
        #expect(try reader.connection.prepare("SELECT count(*) FROM attempt").first { $0.count(0) } == 0)
    }

    @Test func `of very many attempts of one forward the newest fifty are kept`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let event = try Sample.event([try Sample.action(1)])
        let id = try session.transaction { () throws(SQLiteError) in try session.record(event) }.id
        let forward = try #require(
            try reader.dueForwards(of: .default, at: Sample.start, limit: 1).first
        )
        for second in 1...60 as ClosedRange<Int64> {
            let settled = SettledForward(
                forward: forward,
                attempt: Sample.attempt(at: Sample.start.adding(.seconds(second)), status: 401, outcome: "key-refused"),
                state: .pending(dueAt: Sample.start),
                attempts: 0
            )
            try session.transaction { () throws(SQLiteError) in try session.settle(settled, now: Sample.start) }
        }
        let kept = try #require(try reader.event(id)?.forwards.first).attempts
        #expect(kept.map { $0.startedAt.since(Sample.start) } == (11...60).map { .seconds($0) })
    }

    @Test(arguments: [ForwardState.delivered(at: Sample.start), .dead(at: Sample.start, reason: .rejected)])
    func `an outcome is on disk however long its answer, and though it took less than no time`(
        state: ForwardState
    ) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        let answer = Array(repeating: UInt8(ascii: "x"), count: Attempt.answerLimit + 1)
        let attempt = Attempt(
            startedAt: Sample.start,
            took: .milliseconds(-1),
            status: 400,
            outcome: state.name.rawValue,
            error: nil,
            answer: answer
        )
        ledger.settle(SettledForward(forward: forward, attempt: attempt, state: state, attempts: 1))
        let kept = try #require(try ledger.reader().event(id)?.forwards.first)
        #expect(kept.summary.state == state)
        #expect(kept.attempts.map(\.took) == [.zero])
        #expect(kept.attempts.map(\.answer) == [Array(answer.dropLast())])
    }

    @Test func `a forward that is given up without another attempt keeps what the last one met`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .pending(dueAt: Sample.start)))
        let expired = ForwardState.dead(at: Sample.start, reason: .expired)
        ledger.settle(SettledForward(forward: forward, attempt: nil, state: expired, attempts: 1))
        let kept = try #require(try ledger.reader().event(id)?.forwards.first)
        #expect(kept.summary.state == expired)
        #expect(kept.summary.lastStatus == 503)
        #expect(kept.summary.lastError == "answered 503")
        #expect(kept.attempts.map(\.status) == [503])
    }

    @Test func `what has reached its project counts as delivered, though it was dead meanwhile`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1, lane: "a@b.example")])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .dead(at: Sample.start, reason: .expired)))
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start), attempts: 2))
        #expect(try ledger.reader().event(id)?.forwards.first?.summary.state == .delivered(at: Sample.start))
        #expect(try ledger.reader().status().forwards[.dead] == 0)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a second writer is refused and a stopped one lets go`() throws {
        let ledger = try OpenLedger()
        #expect(try LedgerReader.isDaemonRunning(path: ledger.path))
        let error = #expect(throws: LedgerError.self) { try OpenLedger(in: ledger.folder) }
        #expect(error?.kind == .locked)
        ledger.writer.stop()
        #expect(try !LedgerReader.isDaemonRunning(path: ledger.path))
        let again = try OpenLedger(in: ledger.folder)
        again.writer.stop()
    }

    @Test func `a link to a ledger in use is that ledger in use`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let link = ledger.folder.path("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "ledger.db")
        let error = #expect(throws: LedgerError.self) { try LedgerWriter(path: link, clock: { Sample.start }) }
        #expect(error?.kind == .locked)
        #expect(try LedgerReader(path: link).status().isDaemonRunning)
    }

    @Test func `an event after the stop is refused`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        let result = try #require(ledger.results(of: [try Sample.event()]).first)
        let error = #expect(throws: LedgerError.self) { try result.get() }
        #expect(error?.kind == .stopped)
    }

    @Test func `many events from many threads get one reply each`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let events = try (0..<2_000).map { try Sample.event([try Sample.action($0)]) }
        let ids = try ledger.results(of: events).map { try $0.get().id }
        #expect(Set(ids).count == 2_000)
        #expect(ids == ids.sorted())
        #expect(ledger.writer.waiting == 0)
        #expect(try ledger.reader().status().forwards[.pending] == 2_000)
    }

    @Test func `of the errors of one batch the last in time is its project's`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event([try Sample.action(1), try Sample.action(2)]))
        let settled = zip(try ledger.due(), [(9, 503), (5, 500)] as [(Int64, Int)]).map { forward, failure in
            let startedAt = Sample.start.adding(.seconds(failure.0))
            let attempt = Sample.attempt(at: startedAt, status: failure.1, outcome: "server-error", error: "answered")
            return SettledForward(
                forward: forward,
                attempt: attempt,
                state: .pending(dueAt: Sample.start),
                attempts: 1
            )
        }
        ledger.writer.settle(settled)
        ledger.waitForSettled(settled.map(\.id))
        #expect(try ledger.reader().status().projects.first?.lastError?.status == 503)
    }

    @Test func `what is written of all mappings takes the place of what was`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        func write(_ sources: [String], broken: String?) throws -> [MappingRecord] {
            let records = try sources.map { source in
                MappingRecord(
                    source: try Sample.source(source),
                    file: "\(source).jsonc",
                    version: nil,
                    loadedAt: nil,
                    broken: broken
                )
            }
            ledger.writer.write(records)
            try ledger.writer.perform { _ in }
            return try ledger.reader().status().mappings
        }
        #expect(try write(["a", "b"], broken: "1:2: expected").map(\.source.text) == ["a", "b"])
        let mappings = try write(["b"], broken: nil)
        #expect(mappings.map(\.source.text) == ["b"])
        #expect(mappings.map(\.broken) == [nil])
    }

    @Test func `status reads the records of projects mappings and the daemon`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        var pauses = PauseHistory()
        pauses.begin(at: Sample.start)
        let project = ProjectRecord(
            project: .default,
            state: .paused,
            since: Sample.start,
            why: "the key is refused",
            nextAttempt: Sample.start.adding(.minutes(5)),
            pauses: pauses
        )
        let mapping = MappingRecord(
            source: try Sample.source(),
            file: "mappings/typeform.jsonc",
            version: "0123456789ab",
            loadedAt: Sample.start,
            broken: "1:2: expected",
            text: Array("{}".utf8)
        )
        let kept = KeptMapping(
            source: mapping.source,
            file: mapping.file,
            loadedAt: Sample.start,
            text: Array("{}".utf8)
        )
        let daemon = DaemonRecord(pid: 17, startedAt: Sample.start, version: "1.0.0")
        ledger.writer.write(project)
        ledger.writer.write([mapping])
        try ledger.writer.write(daemon)
        let status = try ledger.reader().status()
        #expect(status.projects.first?.record == project)
        #expect(status.mappings.first?.broken == mapping.broken)
        #expect(status.mappings.first?.version == mapping.version)
        #expect(try ledger.reader().keptMappings() == [kept])
        #expect(status.daemon == daemon)
        #expect(status.isDaemonRunning)
        #expect(try ledger.reader().projectRecords() == [project])
    }
}
