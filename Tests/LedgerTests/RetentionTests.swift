import Domain
import TestSupport
import Testing

@testable import Ledger

@Suite struct RetentionTests {
    private let policy = RetentionPolicy(bodies: .days(30), delivered: .days(90), dead: nil, unreadable: 2)

    /// A session with one event of each kind, received `age` ago; its keys start at `key`.
    private func record(_ session: WriteSession, at receivedAt: Timestamp, key: Int) throws -> [String: EventID] {
        let error = EventWarning(field: "a", message: "b")
        var ids: [String: EventID] = [:]
        let events: [(String, NewEvent)] = [
            ("pending", try Sample.event([try Sample.action(key)], at: receivedAt)),
            ("delivered", try Sample.event([try Sample.action(key + 1)], at: receivedAt)),
            ("dead", try Sample.event([try Sample.action(key + 2)], at: receivedAt)),
            ("ignored", try Sample.event(at: receivedAt)),
            ("held", try Sample.event(at: receivedAt, state: .held)),
            ("unmapped", try Sample.event(at: receivedAt, state: .unmapped, error: error)),
        ]
        for (name, event) in events {
            ids[name] = try session.transaction { () throws(SQLiteError) in try session.record(event) }.id
        }
        return ids
    }

    private func settle(_ session: WriteSession, _ reader: borrowing LedgerReader, _ ids: [String: EventID]) throws {
        let due = try reader.dueForwards(of: .default, at: Sample.start, limit: .max)
        for (name, state) in [
            ("delivered", ForwardState.delivered(at: Sample.start)),
            ("dead", .dead(at: Sample.start, reason: .rejected)),
        ] {
            let forward = try #require(due.first { $0.event == ids[name] })
            try session.transaction { () throws(SQLiteError) in
                try session.settle(Sample.settled(forward, state), now: Sample.start)
            }
        }
    }

    /// Runs one pass.
    private func prune(_ session: WriteSession, _ policy: RetentionPolicy, now: Timestamp) throws {
        let pruner = Pruner()
        repeat { try pruner.step(session, policy, now: now) } while pruner.nextStep != now.adding(Pruner.rest)
    }

    @Test func `each age takes what it names and leaves what wants a person`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let old = try record(session, at: Sample.start, key: 0)
        try settle(session, reader, old)
        let young = try record(session, at: Sample.start.adding(.days(80)), key: 100)
        func left(_ ids: [String: EventID], withBody: Bool) throws -> [String] {
            try ids.filter { name, id in
                guard let event = try reader.event(id) else { return false }
                return !withBody || event.body != nil
            }.keys.sorted()
        }
        let all = ["dead", "delivered", "held", "ignored", "pending", "unmapped"]
        try prune(session, policy, now: Sample.start.adding(.days(29)))
        #expect(try left(old, withBody: true) == all)
        try prune(session, policy, now: Sample.start.adding(.days(31)))
        #expect(try left(old, withBody: true) == ["held", "unmapped"])
        #expect(try left(old, withBody: false) == all)
        try prune(session, policy, now: Sample.start.adding(.days(91)))
        #expect(try left(old, withBody: false) == ["dead", "held", "pending", "unmapped"])
        #expect(try left(young, withBody: true) == all)
        let short = RetentionPolicy(bodies: nil, delivered: nil, dead: .days(1))
        try prune(session, short, now: Sample.start.adding(.days(91)))
        #expect(try left(old, withBody: false) == ["held", "pending", "unmapped"])
        #expect(try reader.problems().isEmpty)
    }

    @Test func `a thousand unreadable events are kept when nothing else is said`() {
        #expect(RetentionPolicy(bodies: nil, delivered: nil, dead: nil).unreadable == 1_000)
    }

    @Test func `only the newest unreadable events are kept`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let error = EventWarning(field: "body", message: "not JSON")
        var ids: [EventID] = []
        for number in 0..<300 {
            let event = try Sample.event(source: "s\(number % 3)", state: .unreadable, error: error)
            ids.append(try session.transaction { () throws(SQLiteError) in try session.record(event) }.id)
        }
        try prune(session, policy, now: Sample.start)
        let reader = try LedgerReader(path: folder.ledger)
        #expect(try reader.events(EventQuery(limit: 9)).map(\.id) == [ids[299], ids[298]])
        #expect(try reader.status().events[.unreadable] == 2)
        #expect(try reader.problems().isEmpty)
    }

    @Test func `dedupe keys go when their window is over and not before`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        for key in 0..<2_500 {
            let window = Interval.days(key % 2 == 0 ? 1 : 100)
            let time = key % 5 == 0 ? nil : Sample.start.adding(.seconds(Int64(key)))
            let event = try Sample.event([try Sample.action(key, dateTime: time, window: window)])
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        func keys() throws -> Int64? {
            try session.connection.prepare("SELECT count(*) FROM dedupe").first { $0.integer(0) }
        }
        try prune(session, policy, now: Sample.start.adding(.hours(23)))
        #expect(try keys() == 2_500)
        try prune(session, policy, now: Sample.start.adding(.hours(25)))
        #expect(try keys() == 2_500, "walked again only after a day")
        try prune(session, policy, now: Sample.start.adding(.hours(48)))
        #expect(try keys() == 1_250)
    }

    @Test func `freed pages go back to the file system`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let body = String(repeating: "x", count: 200_000)
        for _ in 0..<120 {
            let event = try Sample.event(body: body)
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        }
        func pages() throws -> Int64 {
            try session.connection.prepare("PRAGMA page_count").first { $0.integer(0) } ?? 0
        }
        let before = try pages()
        try prune(session, policy, now: Sample.start.adding(.days(31)))
        #expect(before > 1_400)
        #expect(try pages() < 1_200)
    }
}
