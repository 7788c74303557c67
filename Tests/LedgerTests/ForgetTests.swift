import Domain
import Foundation
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Ledger

@Suite struct ForgetTests {
    private let address = "ann.secret@x.example"

    @Test func `a person's data are gone from the files and the counts stay`() throws {
        let ledger = try OpenLedger()
        let hers = try ledger.record(
            try Sample.event(
                [
                    try Sample.action(1, lane: address, payload: "{\"email\":\"\(address)\"}"),
                    try Sample.action(2, lane: address, payload: "{\"email\":\"\(address)\"}"),
                ],
                body: "{\"email\":\"\(address)\"}",
                warnings: [EventWarning(field: "phone", message: "of \(address)")]
            )
        ).id
        let unmapped = try ledger.record(
            try Sample.event(
                state: .unmapped,
                body: "email=ann.secret%40x.example",
                error: EventWarning(field: "email", message: "\(address) twice")
            )
        ).id
        let other = try ledger.record(try Sample.event([try Sample.action(3, lane: "b@c.example")])).id
        let first = try #require(try ledger.due().first)
        ledger.settle(
            SettledForward(
                forward: first,
                attempt: Sample.attempt(status: 422, outcome: "rejected", error: "no \(address)", answer: address),
                state: .dead(at: Sample.start, reason: .rejected),
                attempts: 1
            )
        )
        let editor = try LedgerEditor(path: ledger.path)
        #expect(try editor.countEvents(about: address) == 2)
        let report = try #require(try editor.forget(address.uppercased(), now: Sample.start))
        #expect(report.events == 2)
        #expect(report.forwards == 2)
        #expect(report.discarded == 1)
        let detail = try #require(try ledger.reader().event(hers))
        #expect(detail.body == nil)
        #expect(detail.contentType == nil)
        #expect(detail.forwards.map(\.payload) == [nil, nil])
        let lanes = try ledger.reader().connection.prepare("SELECT DISTINCT event FROM forward WHERE lane IS NOT NULL")
        #expect(try lanes.all { $0.integer(0) } == [other.number], "a lane tells which events are one person's")
        #expect(detail.forwards.map(\.summary.state.name) == [.dead, .discarded])
        #expect(try ledger.reader().event(unmapped)?.summary.state == .ignored)
        #expect(try ledger.reader().event(other)?.body != nil)
        #expect(try ledger.due().map(\.event) == [other])
        #expect(try ledger.reader().problems().isEmpty)
        #expect(try editor.retry(.events([hers]), now: Sample.start).changed == 0)
        #expect(try editor.forget(address, now: Sample.start)?.events == 0)
        ledger.writer.stop()
        #expect(try ledger.folder.bytes(ofFilesNamed: "ledger.db").range(of: Data("ann.secret".utf8)) == nil)
    }

    @Test func `an answer that named a person is erased with what was delivered`() throws {
        let ledger = try OpenLedger()
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(
            SettledForward(
                forward: forward,
                attempt: Sample.attempt(answer: address),
                state: .delivered(at: Sample.start),
                attempts: 1
            )
        )
        let editor = try LedgerEditor(path: ledger.path)
        #expect(try editor.forget(address, now: Sample.start)?.events == 1)
        let erased = try #require(try ledger.reader().event(id)?.forwards.first)
        #expect(erased.attempts.map(\.status) == [200] && erased.attempts.map(\.answer) == [[]])
        ledger.writer.stop()
        #expect(try ledger.folder.bytes(ofFilesNamed: "ledger.db").range(of: Data("ann.secret".utf8)) == nil)
    }

    @Test(arguments: [
        "UPDATE event SET state = 'unmapped', error_field = 'email', error_message = 'no ADDRESS', actions = 0, duplicates = 0",
        "UPDATE event_body SET request = CAST('From: ADDRESS' AS BLOB)",
        "UPDATE event_body SET body = CAST('ADDRESS' AS BLOB)",
        "INSERT INTO event_warning SELECT id, 0, 'phone', 'of ADDRESS' FROM event",
        "UPDATE forward SET payload = CAST('ADDRESS' AS BLOB)", "UPDATE forward SET last_error = 'no ADDRESS'",
        """
        UPDATE forward SET state = 'delivered', reason = NULL, last_started_at = 1, last_took = 1,
            last_answer = CAST('ADDRESS' AS BLOB)
        """,
        "UPDATE attempt SET answer = CAST('ADDRESS' AS BLOB)",
        "UPDATE attempt SET error = 'no ADDRESS'", "UPDATE project_error SET message = 'no ADDRESS'",
    ])
    func `an address is found wherever it stands, and is gone from there`(change: String) throws {
        let ledger = try OpenLedger()
        try ledger.record(try Sample.event([try Sample.action(1)]))
        for number in 1...2 {
            ledger.settle(
                SettledForward(
                    forward: try #require(try ledger.due().first),
                    attempt: Sample.attempt(
                        status: number == 1 ? 500 : 422,
                        outcome: "rejected",
                        error: "no",
                        answer: "no"
                    ),
                    state: number == 1 ? .pending(dueAt: Sample.start) : .dead(at: Sample.start, reason: .rejected),
                    attempts: number
                )
            )
        }
        let connection = try Connection(path: ledger.path, mode: .writing)
        try connection.execute(change.replacing("ADDRESS", with: address))
        #expect(try connection.prepare("SELECT changes()").first { $0.integer(0) } ?? 0 > 0)
        _ = try LedgerEditor(path: ledger.path).forget(address, now: Sample.start)
        ledger.writer.stop()
        #expect(try ledger.folder.bytes(ofFilesNamed: "ledger.db").range(of: Data("ann.secret".utf8)) == nil)
    }

    @Test(arguments: [EventState.held, .unmapped, .unreadable])
    func `an event that waits for a person waits no more when its body is gone`(state: EventState) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = state == .held ? nil : EventWarning(field: "email", message: "missing")
        let id = try ledger.record(try Sample.event(state: state, body: address, error: error)).id
        _ = try LedgerEditor(path: ledger.path).forget(address, now: Sample.start)
        let status = try ledger.reader().status()
        #expect(try ledger.reader().event(id)?.summary.state == .ignored)
        #expect(status.events[state] ?? 0 == 0 && status.events[.ignored] == 1, "\(status.events)")
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test(arguments: [ForwardState.delivered(at: Sample.start), .dead(at: Sample.start, reason: .rejected)])
    func `what is answered to an attempt that was in hand is not kept`(state: ForwardState) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let action = try Sample.action(1, lane: address, payload: "{\"email\":\"\(address)\"}")
        let id = try ledger.record(try Sample.event([action], body: address)).id
        let inHand = try #require(try ledger.due().first)
        _ = try LedgerEditor(path: ledger.path).forget(address, now: Sample.start)
        let attempt = Sample.attempt(status: 422, outcome: "rejected", error: "no \(address)", answer: address)
        ledger.settle(SettledForward(forward: inHand, attempt: attempt, state: state, attempts: 1))
        let forward = try #require(try ledger.reader().event(id)?.forwards.first)
        #expect(forward.summary.state == (state.name == .delivered ? state : .discarded(at: Sample.start)))
        #expect(forward.attempts.map(\.status) == [422])
        #expect(forward.attempts.map(\.answer) == [[]] && forward.attempts.map(\.error) == [nil])
        #expect(try ledger.reader().status().projects.first?.lastError == nil)
        #expect(try LedgerEditor(path: ledger.path).countEvents(about: address) == 0)
    }

    @Test func `a mapping that was under way brings nothing of a person back`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = EventWarning(field: "email", message: "missing")
        let id = try ledger.record(try Sample.event(state: .unmapped, body: address, error: error)).id
        // Made of the body before it was erased, written after.
        let remapped = RemappedEvent(
            id: id,
            state: .mapped,
            mapping: nil,
            actions: [try Sample.action(1, lane: address, payload: address)],
            warnings: [EventWarning(field: "phone", message: address)]
        )
        let editor = try LedgerEditor(path: ledger.path)
        _ = try editor.forget(address, now: Sample.start)
        #expect(try editor.remap([remapped], now: Sample.start) == [nil])
        try ledger.writer.remap([remapped], now: Sample.start)
        #expect(try editor.countEvents(about: address) == 0)
        #expect(try ledger.reader().event(id)?.summary.state == .ignored)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a reader of an old state keeps the log from being emptied, and no event from being recorded`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event(body: address))
        let reader = try ledger.reader()
        try reader.connection.execute("BEGIN")
        #expect(try reader.connection.prepare("SELECT count(*) FROM event").first { $0.integer(0) } == 1)
        let report = Mutex<ForgetReport??>(nil)
        let forgetting = NamedThread("forget") { [path = ledger.path, address] in
            let made = try? LedgerEditor(path: path).forget(address, now: Sample.start)
            report.withLock { $0 = .some(made) }
        }
        while report.withLock({ $0 == nil }) {
            try ledger.record(try Sample.event())
            #expect(ledger.writer.trouble == nil)
        }
        forgetting.join()
        #expect(report.withLock { $0??.isLogEmptied } == false)
        reader.connection.rollBack()
        #expect(try LedgerEditor(path: ledger.path).forget(address, now: Sample.start)?.isLogEmptied == true)
    }

    @Test func `what comes in while it looks is left to the next call`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try ledger.record(try Sample.event(body: address))
        let editor = try LedgerEditor(path: ledger.path)
        var looks = 0
        let report = try editor.forget(address, now: Sample.start) { _ in
            looks += 1
            // Not for ever, should it be followed.
            if looks < 5 { _ = try? ledger.record(Sample.event(body: address)) }
        }
        #expect(report?.events == 1)
        #expect(try editor.forget(address, now: Sample.start)?.events == 1)
    }

    @Test func `however many events there are, each is looked at`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let events = try (0..<2 * LedgerEditor.stepSize).map { try Sample.event(body: $0 % 100 == 0 ? address : "{}") }
        for result in ledger.results(of: events) { _ = try result.get() }
        let editor = try LedgerEditor(path: ledger.path)
        #expect(try editor.countEvents(about: address) == 3)
        #expect(try editor.forget(address, now: Sample.start)?.events == 3)
        #expect(try editor.countEvents(about: address) == 0)
    }

    @Test func `what is no address erases nothing`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        #expect(try LedgerEditor(path: ledger.path).forget("ann", now: Sample.start) == nil)
    }
}
