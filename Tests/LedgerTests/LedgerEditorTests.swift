import Domain
import Testing

@testable import Ledger

@Suite struct LedgerEditorTests {
    private let later = Sample.start.adding(.hours(1))

    @Test func `a dead forward is pending again with its attempts and its age counted anew`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .dead(at: Sample.start, reason: .rejected)))
        #expect(try ledger.due().isEmpty)
        let editor = try LedgerEditor(path: ledger.path)
        #expect(try editor.count(.dead) == 1)
        #expect(try editor.retry(.all(.dead), now: later).changed == 1)
        let again = try #require(try ledger.due(at: later).first)
        #expect(again.id == forward.id)
        #expect(again.attempts == 0)
        #expect(again.owedSince == later)
        #expect(again.receivedAt == Sample.start)
        #expect(try ledger.reader().event(id)?.forwards.first?.attempts.count == 1)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a retried forward goes before the later ones of its lane`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        for key in 1...3 { try ledger.record(try Sample.event([try Sample.action(key, lane: "a@b.example")])) }
        let first = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(first, .dead(at: Sample.start, reason: .rejected)))
        let second = try #require(try ledger.due().first)
        #expect(second.id == 2)
        let editor = try LedgerEditor(path: ledger.path)
        _ = try editor.retry(.events([first.event]), now: later)
        #expect(try ledger.due(at: later).map(\.id) == [1])
        // The second was in hand meanwhile: its end leaves the first due, and a delay puts it behind.
        ledger.settle(Sample.settled(second, .pending(dueAt: later)))
        #expect(try ledger.due(at: later).map(\.id) == [1])
        ledger.settle(Sample.settled(first, .delivered(at: later)))
        #expect(try ledger.due(at: later).map(\.id) == [2])
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a discarded forward makes room for the next of its lane`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1, lane: "a@b.example")])).id
        try ledger.record(try Sample.event([try Sample.action(2, lane: "a@b.example")]))
        let editor = try LedgerEditor(path: ledger.path)
        let report = try editor.discard(.events([id, EventID(number: 5)]), now: later)
        #expect(report.changed == 1)
        #expect(report.unknown == [EventID(number: 5)])
        #expect(try ledger.due(at: later).map(\.id) == [2])
        #expect(try editor.discard(.events([id]), now: later).untouched == 1)
    }

    @Test func `a forward that arrived although it was discarded counts as delivered`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let inHand = try #require(try ledger.due().first)
        let editor = try LedgerEditor(path: ledger.path)
        _ = try editor.discard(.events([id]), now: later)
        ledger.settle(Sample.settled(inHand, .pending(dueAt: later)))
        #expect(try ledger.reader().event(id)?.forwards.first?.summary.state == .discarded(at: later))
        ledger.settle(Sample.settled(inHand, .delivered(at: later)))
        #expect(try ledger.reader().event(id)?.forwards.first?.summary.state == .delivered(at: later))
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a discarded forward keeps the count of its attempts`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let forward = try #require(try ledger.due().first)
        ledger.settle(Sample.settled(forward, .pending(dueAt: later), attempts: 3))
        _ = try LedgerEditor(path: ledger.path).discard(.events([id]), now: later)
        #expect(try ledger.reader().event(id)?.forwards.first?.summary.attempts == 3)
    }

    @Test func `a later one of a lane that is discarded does not hasten the first one's retry`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let ids = try (1...2).map { try ledger.record(try Sample.event([try Sample.action($0, lane: "a")])).id }
        ledger.settle(Sample.settled(try #require(try ledger.due().first), .pending(dueAt: later)))
        _ = try LedgerEditor(path: ledger.path).discard(.events([ids[1]]), now: Sample.start)
        #expect(try ledger.due().isEmpty)
        #expect(try ledger.due(at: later).map(\.id) == [1])
    }

    @Test func `a bulk change goes in steps and tells its progress`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        _ = ledger.results(of: try (0..<300).map { try Sample.event([try Sample.action($0)]) })
        let editor = try LedgerEditor(path: ledger.path)
        var steps: [Int] = []
        let report = try editor.discard(.all(.pending), now: later) { steps.append($0) }
        #expect(report.changed == 300)
        #expect(steps == [128, 256, 300])
        #expect(try ledger.reader().status().forwards[.discarded] == 300)
    }

    @Test func `a remap owes what is new and nothing that was owed before`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = EventWarning(field: "email", message: "no address")
        let id = try ledger.record(try Sample.event(state: .unmapped, error: error)).id
        try ledger.record(try Sample.event([try Sample.action(9)]))
        let editor = try LedgerEditor(path: ledger.path)
        let remapped = RemappedEvent(
            id: id,
            state: .mapped,
            mapping: "ba9876543210",
            actions: [try Sample.action(1), try Sample.action(9)]
        )
        for _ in 0..<2 {
            let recorded = try #require(try editor.remap([remapped], now: later).first ?? nil)
            #expect(recorded == RecordedEvent(id: id, actions: 2, duplicates: 1))
        }
        let detail = try #require(try ledger.reader().event(id))
        #expect(detail.summary.state == .mapped)
        #expect(detail.summary.error == nil)
        #expect(detail.summary.mapping == "ba9876543210")
        #expect(detail.forwards.map(\.summary.state.name) == [.pending, .duplicate])
        #expect(try ledger.due(at: later).first { $0.event == id }?.owedSince == later)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `of two actions that a remap makes alike the second is a duplicate, as at the receipt`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let actions = [try Sample.action(1), try Sample.action(1)]
        let received = try ledger.record(try Sample.event(actions))
        #expect(received == RecordedEvent(id: received.id, actions: 2, duplicates: 1))
        let remapped = RemappedEvent(id: received.id, state: .mapped, mapping: nil, actions: actions)
        for _ in 0..<2 {
            #expect(try LedgerEditor(path: ledger.path).remap([remapped], now: later) == [received])
            let forwards = try #require(try ledger.reader().event(received.id)).forwards
            #expect(forwards.map(\.summary.state.name) == [.pending, .duplicate])
        }
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `a key that began anew belongs to its new event, whose remap makes no duplicate of it`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let action = try Sample.action(1, window: .hours(1))
        try ledger.record(try Sample.event([action]))
        let id = try ledger.record(try Sample.event([action], at: later)).id
        let remapped = RemappedEvent(id: id, state: .mapped, mapping: nil, actions: [action])
        let recorded = try LedgerEditor(path: ledger.path).remap([remapped], now: later)
        #expect(recorded == [RecordedEvent(id: id, actions: 1, duplicates: 0)])
        #expect(try ledger.reader().event(id)?.forwards.count == 1)
    }

    @Test func `a remap says anew what the mapping has to say of the event`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let warnings = (1...3).map { EventWarning(field: "f\($0)", message: "no number") }
        let error = EventWarning(field: "email", message: "no address")
        let unmapped = try Sample.event(state: .unmapped, warnings: Array(warnings[..<2]), error: error)
        let id = try ledger.record(unmapped).id
        try ledger.record(try Sample.event([try Sample.action(1)]))
        let editor = try LedgerEditor(path: ledger.path)
        func remap(_ event: RemappedEvent) throws -> EventDetail {
            _ = try editor.remap([event], now: later)
            return try #require(try ledger.reader().event(id))
        }
        let other = EventWarning(field: "dateTime", message: "no date")
        let still = try remap(
            RemappedEvent(id: id, state: .unmapped, mapping: nil, warnings: [warnings[2]], error: other)
        )
        #expect(still.warnings == [warnings[2]])
        #expect(still.summary.error == other)
        let actions = [try Sample.action(1), try Sample.action(2)]
        let mapped = try remap(RemappedEvent(id: id, state: .mapped, mapping: nil, actions: actions))
        #expect(mapped.warnings.isEmpty)
        #expect(mapped.summary.error == nil)
        #expect(mapped.summary.actions == 2 && mapped.summary.duplicates == 1)
    }

    @Test func `the window of a remapped action's key counts from the event's receipt`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let action = try Sample.action(1, window: .hours(1))
        let error = EventWarning(field: "email", message: "no address")
        try ledger.record(try Sample.event([action]))
        let soon = try Sample.event(at: Sample.start.adding(.minutes(59)), state: .unmapped, error: error)
        let late = try Sample.event(at: Sample.start.adding(.minutes(60)), state: .unmapped, error: error)
        let ids = try [soon, late].map { try ledger.record($0).id }
        let remapped = ids.map { RemappedEvent(id: $0, state: .mapped, mapping: nil, actions: [action]) }
        let recorded = try LedgerEditor(path: ledger.path).remap(remapped, now: Sample.start.adding(.days(2)))
        #expect(recorded.map { $0?.duplicates } == [1, 0])
    }

    @Test func `what the destination had already was sent, and a remap neither drops nor owes it again`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        ledger.settle(Sample.settled(try #require(try ledger.due().first), .duplicate(at: Sample.start)))
        let remapped = RemappedEvent(
            id: id,
            state: .mapped,
            mapping: nil,
            actions: [try Sample.action(1), try Sample.action(2)]
        )
        let recorded = try LedgerEditor(path: ledger.path).remap([remapped], now: later)
        #expect(recorded == [RecordedEvent(id: id, actions: 2, duplicates: 0)])
        let forwards = try #require(try ledger.reader().event(id)).forwards
        #expect(forwards.map(\.summary.state) == [.duplicate(at: Sample.start), .pending(dueAt: later)])
        #expect(forwards.map(\.attempts.count) == [1, 0])
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `the writer remaps as the editor does, and leaves alone what was discarded meanwhile`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = EventWarning(field: "a", message: "b")
        let ids = try (1...2).map { _ in try ledger.record(try Sample.event(state: .unmapped, error: error)).id }
        let discarded = RemappedEvent(id: ids[1], state: .mapped, mapping: nil, actions: [try Sample.action(2)])
        _ = try LedgerEditor(path: ledger.path).discard(.events([ids[1]]), now: later)
        try ledger.writer.remap([discarded], now: later)
        #expect(try ledger.reader().event(ids[1])?.summary.state == .ignored)
        #expect(try ledger.due(at: later).isEmpty)
        let remapped = RemappedEvent(id: ids[0], state: .mapped, mapping: nil, actions: [try Sample.action(1)])
        try ledger.writer.remap([remapped], now: later)
        #expect(try ledger.due(at: later).count == 1)
        let gone = RemappedEvent(id: EventID(number: 3), state: .ignored, mapping: nil)
        try ledger.writer.remap([gone], now: later)
        #expect(try ledger.reader().problems().isEmpty)
    }

    @Test func `an event that wants a person is ignored once it is discarded`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = EventWarning(field: "a", message: "b")
        let ids = [
            try ledger.record(try Sample.event(state: .unmapped, error: error)).id,
            try ledger.record(try Sample.event(state: .held)).id,
            try ledger.record(try Sample.event(state: .unreadable, error: error)).id,
            try ledger.record(try Sample.event()).id,
        ]
        let report = try LedgerEditor(path: ledger.path).discard(.events(ids), now: later)
        #expect(report.ignored == 3)
        #expect(try ledger.reader().status().events[.ignored] == 4)
        #expect(try ledger.reader().event(ids[0])?.body != nil)
        #expect(try ledger.reader().problems().isEmpty)
    }
}
