import Domain
import Testing

@testable import Ledger

@Suite struct EventListTests {
    @Test func `lists are newest first and follow every filter`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        var ids: [EventID] = []
        for number in 0..<12 {
            let event = try Sample.event(
                number % 3 == 0 ? [try Sample.action(number)] : [],
                source: number % 2 == 0 ? "typeform" : "tally",
                at: Sample.start.adding(.seconds(Int64(number))),
                state: number % 3 == 0 ? .mapped : number % 3 == 1 ? .ignored : .held
            )
            ids.append(try ledger.record(event).id)
        }
        let reader = try ledger.reader()
        func list(_ query: EventQuery) throws -> [Int] {
            try reader.events(query).compactMap { ids.firstIndex(of: $0.id) }
        }
        let tally = try Sample.source("tally")
        #expect(try list(EventQuery(limit: 4)) == [11, 10, 9, 8])
        #expect(try list(EventQuery(before: ids[8], limit: 2)) == [7, 6])
        #expect(try list(EventQuery(source: tally, limit: 3)) == [11, 9, 7])
        #expect(try list(EventQuery(state: .event(.held), limit: 9)) == [11, 8, 5, 2])
        #expect(try list(EventQuery(state: .event(.held), source: tally, limit: 9)) == [11, 5])
        #expect(try list(EventQuery(since: Sample.start.adding(.seconds(10)), limit: 9)) == [11, 10])
        #expect(try list(EventQuery(state: .forward(.pending), limit: 3)) == [9, 6, 3])
        #expect(try list(EventQuery(state: .forward(.pending), source: tally, limit: 3)) == [9, 3])
        #expect(try list(EventQuery(state: .forward(.dead), limit: 3)).isEmpty)
        let forward = try #require(try ledger.due().last)
        ledger.settle(Sample.settled(forward, .delivered(at: Sample.start)))
        #expect(try list(EventQuery(state: .forward(.delivered), limit: 3)) == [ids.firstIndex(of: forward.event)])
        #expect(
            try list(EventQuery(state: .forward(.delivered), since: Sample.start.adding(.hours(1)), limit: 3)) == []
        )
        #expect(try list(EventQuery(limit: 0)).isEmpty)
        #expect(try reader.newestEvents(of: tally, count: 2) == [ids[11], ids[9]])
        #expect(try reader.oldestEvents(in: .held, limit: 2) == [ids[2], ids[5]])
        #expect(try reader.oldestEvents(in: .held, after: ids[5], limit: 9) == [ids[8], ids[11]])
        #expect(try reader.eventCount(in: .held) == 4)
        #expect(try reader.eventCount(in: .held, of: tally, since: Sample.start.adding(.seconds(6))) == 1)
        let stored = try #require(try reader.storedEvent(ids[3]))
        #expect(stored.body == Array("{\"a\":1}".utf8))
        #expect(stored.mapping == "0123456789ab")
        #expect(try reader.event(EventID(number: 1)) == nil)
    }

    @Test func `the oldest that is pending is the one received first, and the next one once that is done`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        var ids: [EventID] = []
        for number in 0..<3 {
            let at = Sample.start.adding(.seconds(Int64(number)))
            ids.append(try ledger.record(try Sample.event([try Sample.action(number)], at: at)).id)
        }
        let reader = try ledger.reader()
        #expect(try reader.status().oldestPending?.event == ids[0])
        #expect(try reader.status().oldestPending?.receivedAt == Sample.start)
        let first = try #require(try ledger.due().first { $0.event == ids[0] })
        ledger.settle(Sample.settled(first, .delivered(at: Sample.start)))
        #expect(try reader.status().oldestPending?.event == ids[1])
    }

    @Test func `events with a forward in a state are found by whichever way is shorter`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        var rare: [EventID] = []
        for number in 0..<12 {
            let isRare = number % 4 == 0
            let event = try Sample.event([try Sample.action(number)], source: isRare ? "rare" : "typeform")
            let id = try ledger.record(event).id
            if isRare { rare.append(id) }
        }
        let forwards = try ledger.due()
        for forward in forwards.filter({ $0.event != rare[0] }) {
            let isDead = forward.event == rare[1]
            ledger.settle(
                Sample.settled(
                    forward,
                    isDead ? .dead(at: Sample.start, reason: .rejected) : .delivered(at: Sample.start)
                )
            )
        }
        let reader = try ledger.reader()
        let source = try Sample.source("rare")
        func list(_ state: ForwardState.Name, of source: SourceName?, limit: Int = 20) throws -> [EventID] {
            try reader.events(EventQuery(state: .forward(state), source: source, limit: limit)).map(\.id)
        }
        // One pending against three events, ten delivered without an index of their own.
        #expect(try list(.pending, of: source) == [rare[0]])
        #expect(try list(.dead, of: source) == [rare[1]])
        #expect(try list(.delivered, of: source) == [rare[2]])
        #expect(try list(.pending, of: try Sample.source()).isEmpty)
        #expect(try list(.delivered, of: try Sample.source()).count == 9)
        #expect(try list(.delivered, of: nil).count == 10)
        #expect(try list(.delivered, of: nil, limit: 1) == [forwards[11].event])
        #expect(try list(.delivered, of: try Sample.source("nobody")).isEmpty)
    }

    @Test(arguments: [
        Array(0..<5), Array(595..<600), [0, 300, 599], [299, 300], Array(0..<600), [],
        stride(from: 3, to: 600, by: 7).map { $0 },
    ])
    func `the events with a delivered forward are found wherever they stand`(delivered: [Int]) throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        // Every third has two forwards.
        let events = try (0..<600).map { number in
            let actions = try (number % 3 == 0 ? [number, number + 1_000] : [number]).map { try Sample.action($0) }
            return try Sample.event(actions, at: Sample.start.adding(.milliseconds(Int64(number))))
        }
        let ids = try ledger.results(of: events).map { try $0.get().id }
        let wanted = Set(delivered.map { ids[$0] })
        let settled = try ledger.due(at: Sample.start.adding(.hours(1))).filter { wanted.contains($0.event) }
            .map { Sample.settled($0, .delivered(at: Sample.start)) }
        ledger.writer.settle(settled)
        ledger.waitForSettled(settled.map(\.id))
        let reader = try ledger.reader()
        let newestFirst = delivered.reversed().map { ids[$0] }
        for limit in [1, 3, 50, 1_000] {
            let found = try reader.events(EventQuery(state: .forward(.delivered), limit: limit)).map(\.id)
            #expect(found == Array(newestFirst.prefix(limit)), "limit \(limit)")
        }
        let since = Sample.start.adding(.milliseconds(290))
        let late = try reader.events(EventQuery(state: .forward(.delivered), since: since, limit: 1_000)).map(\.id)
        #expect(late == newestFirst.filter { $0 >= ids[290] })
    }

    @Test(arguments: [
        ("held", EventQuery.State.event(.held)), ("dead", .forward(.dead)), ("mapped", .event(.mapped)),
    ])
    func `a word names a state of an event or of a forward`(word: String, state: EventQuery.State) {
        #expect(EventQuery.State(word) == state)
        #expect(EventQuery.State(word + "x") == nil)
    }

    @Test func `the searches for events and forwards use an index`() throws {
        let ledger = try OpenLedger()
        ledger.writer.stop()
        let connection = try LedgerFile.open(ledger.path, .writing)
        let searches = [
            "SELECT id FROM forward WHERE project = 1 AND due_at <= 5 ORDER BY due_at, id",
            "SELECT id FROM event WHERE source = 1 AND state = 'held' AND id BETWEEN 1 AND 9 ORDER BY id DESC LIMIT 5",
            "SELECT id FROM event WHERE source = (1) AND state = 'mapped' AND id BETWEEN 1 AND 9 ORDER BY id DESC LIMIT 5",
            "SELECT id FROM forward WHERE project = 1 AND lane = 2 AND state = 'pending' ORDER BY id LIMIT 1",
            "SELECT id FROM \(ForwardIndex.table(.pending)) WHERE \(ForwardIndex.condition(.pending)) ORDER BY event, id",
            "SELECT id FROM \(ForwardIndex.table(.dead)) WHERE \(ForwardIndex.condition(.dead)) AND (event, id) > (1, 1) ORDER BY event, id",
        ]
        for search in searches {
            let plan = try connection.prepare("EXPLAIN QUERY PLAN " + search).all { $0.text(3) }
            #expect(plan.count == 1, "\(plan)")
            #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") && $0.contains("INDEX") }, "\(plan)")
        }
    }
}
