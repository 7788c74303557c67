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

    /// After it no event can be mapped again.
    private func eraseBodies(_ session: WriteSession) throws {
        try session.connection.execute("DELETE FROM event_body")
    }

    /// Runs one pass.
    private func prune(
        _ session: WriteSession,
        _ policy: RetentionPolicy,
        now: Timestamp,
        with pruner: Pruner = Pruner()
    ) throws {
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

    @Test(arguments: [
        (RetentionPolicy(bodies: nil, delivered: .days(10), dead: .days(30)), ["dead"]),
        (RetentionPolicy(bodies: nil, delivered: .days(30), dead: .days(10)), ["delivered", "ignored"]),
    ])
    func `of two ages, each takes only what it names`(policy: RetentionPolicy, left: [String]) throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let ids = try record(session, at: Sample.start, key: 0)
        try settle(session, reader, ids)
        try prune(session, policy, now: Sample.start.adding(.days(20)))
        let kept = try ids.filter { try reader.event($0.value) != nil }.keys
        #expect(kept.sorted() == (left + ["held", "pending", "unmapped"]).sorted())
        try prune(session, policy, now: Sample.start.adding(.days(31)))
        #expect(try reader.status().events == [.mapped: 1, .ignored: 0, .held: 1, .unmapped: 1, .unreadable: 0])
    }

    @Test func `what a pass has to leave goes in a later one, once its forward has come to an end`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let ids = try record(session, at: Sample.start, key: 0)
        let pruner = Pruner()
        try prune(session, policy, now: Sample.start.adding(.days(91)), with: pruner)
        #expect(try reader.event(#require(ids["delivered"])) != nil)
        try settle(session, reader, ids)
        try prune(session, policy, now: Sample.start.adding(.days(92)), with: pruner)
        #expect(try reader.event(#require(ids["delivered"])) == nil)
        #expect(try reader.event(#require(ids["pending"])) != nil)
    }

    @Test func `the end of a forward that is gone is not taken for that of another with its number`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let first = try Sample.event([try Sample.action(1)])
        let id = try session.transaction { () throws(SQLiteError) in try session.record(first) }.id
        let inHand = try #require(try reader.dueForwards(of: .default, at: Sample.start, limit: 1).first)
        _ = try LedgerEditor(path: folder.ledger).discard(.events([id]), now: Sample.start)
        try prune(session, policy, now: Sample.start.adding(.days(91)))
        let later = Sample.start.adding(.days(92))
        let second = try Sample.event([try Sample.action(2)], at: later)
        try session.transaction { () throws(SQLiteError) in _ = try session.record(second) }
        let due = try reader.dueForwards(of: .default, at: later, limit: 2)
        #expect(due.map(\.id) == [inHand.id], "SQLite gives the number of the last row again")
        _ = session.takeHandover()
        for state in [ForwardState.delivered(at: later), .dead(at: later, reason: .rejected), .pending(dueAt: later)] {
            try session.transaction { () throws(SQLiteError) in
                try session.settle(Sample.settled(inHand, state), now: later)
            }
            #expect(session.takeHandover().isPartial, "the other was passed over as in hand")
            #expect(try reader.dueForwards(of: .default, at: later, limit: 2) == due, "\(state)")
            #expect(try reader.event(due[0].event)?.forwards.first?.attempts == [], "\(state)")
        }
        #expect(try reader.problems().isEmpty)
    }

    @Test func `a body that was kept for a person goes in a later pass, once the event is ignored`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        try session.connection.doWithoutSyncs()
        let reader = try LedgerReader(path: folder.ledger)
        let ids = try record(session, at: Sample.start, key: 0)
        let held = try #require(ids["held"])
        let policy = RetentionPolicy(bodies: .days(30), delivered: nil, dead: .days(30))
        let pruner = Pruner()
        try prune(session, policy, now: Sample.start.adding(.days(31)), with: pruner)
        #expect(try reader.event(held)?.body != nil)
        _ = try LedgerEditor(path: folder.ledger).discard(.events([held]), now: Sample.start)
        try prune(session, policy, now: Sample.start.adding(.days(32)), with: pruner)
        #expect(try reader.event(held)?.summary.state == .ignored)
        #expect(try reader.event(held)?.body == nil)
    }

    @Test func `a clock that is set back does not stop pruning for as long`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let pruner = Pruner()
        #expect(pruner.isDue(Sample.start, isUnderLoad: false))
        try prune(session, policy, now: Sample.start, with: pruner)
        #expect(!pruner.isDue(Sample.start.adding(.seconds(59)), isUnderLoad: false))
        #expect(pruner.isDue(Sample.start.adding(.seconds(60)), isUnderLoad: false))
        #expect(pruner.isDue(Sample.start.adding(.days(-1)), isUnderLoad: false))
    }

    @Test func `under load the steps of a pass come at longer intervals, and one that fails is done again later`()
        throws
    {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let pruner = Pruner()
        let now = Sample.start
        try pruner.step(session, policy, now: now)
        #expect(pruner.isDue(now.adding(.milliseconds(20)), isUnderLoad: false))
        #expect(!pruner.isDue(now.adding(.milliseconds(219)), isUnderLoad: true))
        #expect(pruner.isDue(now.adding(.milliseconds(220)), isUnderLoad: true))
        try session.connection.execute("ALTER TABLE event_body RENAME TO no_body")
        #expect(throws: SQLiteError.self) { try pruner.step(session, policy, now: now) }
        #expect(!pruner.isDue(now.adding(.seconds(59)), isUnderLoad: false))
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
        try eraseBodies(session)
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

    @Test func `a dedupe key stays to the last microsecond of its window, in which it makes a duplicate`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        func record(at now: Timestamp) throws -> Int {
            let event = try Sample.event([try Sample.action(1, window: .hours(1))], at: now)
            let duplicates = try session.transaction { () throws(SQLiteError) in try session.record(event) }.duplicates
            try eraseBodies(session)
            return duplicates
        }
        func keys() throws -> Int64? {
            try session.connection.prepare("SELECT count(*) FROM dedupe").first { $0.integer(0) }
        }
        let end = Sample.start.adding(.hours(1))
        let last = end.adding(Interval(microseconds: -1))
        #expect(try record(at: Sample.start) == 0)
        _ = try RetentionSteps(session).pruneDedupe(after: (.min, []), now: last)
        #expect(try record(at: last) == 1)
        _ = try RetentionSteps(session).pruneDedupe(after: (.min, []), now: end)
        #expect(try keys() == 0)
        #expect(try record(at: end) == 0)
    }

    @Test func `a dedupe key stays as long as an event that it makes a duplicate of can be mapped again`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let action = try Sample.action(1, window: .days(90))
        let first = try Sample.event([action], at: Sample.start)
        let again = try Sample.event(
            at: Sample.start.adding(.days(60)),
            state: .unmapped,
            error: EventWarning(field: "a", message: "b")
        )
        let id = try session.transaction { () throws(SQLiteError) in
            _ = try session.record(first)
            return try session.record(again).id
        }
        let now = Sample.start.adding(.days(100))
        try prune(session, policy, now: now)
        let remapped = RemappedEvent(id: id, state: .mapped, mapping: nil, actions: [action])
        let recorded = try session.transaction { () throws(SQLiteError) in
            try session.remap(remapped, from: .unmapped, now: now)
        }
        #expect(recorded?.duplicates == 1)
        // Mapped, its body goes after thirty days.
        try prune(session, policy, now: now.adding(.days(2)))
        #expect(try session.connection.prepare("SELECT count(*) FROM dedupe").first { $0.integer(0) } == 0)
    }

    @Test func `a dedupe key that begins anew stays for its new window`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        func record(after minutes: Int64) throws -> Int {
            let event = try Sample.event(
                [try Sample.action(1, window: .hours(1))],
                at: Sample.start.adding(.minutes(minutes))
            )
            let duplicates = try session.transaction { () throws(SQLiteError) in try session.record(event) }.duplicates
            try eraseBodies(session)
            return duplicates
        }
        #expect(try record(after: 0) == 0)
        #expect(try record(after: 90) == 0)
        _ = try RetentionSteps(session).pruneDedupe(after: (.min, []), now: Sample.start.adding(.minutes(120)))
        #expect(try record(after: 149) == 1)
    }

    @Test func `all dedupe keys are walked again after a day, and at once when the clock was set back`() throws {
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let pruner = Pruner()
        func keys(recordedAt receivedAt: Timestamp, prunedAt now: Timestamp) throws -> Int64? {
            let event = try Sample.event([try Sample.action(1, window: .minutes(1))], at: receivedAt)
            _ = try session.transaction { () throws(SQLiteError) in try session.record(event) }
            try eraseBodies(session)
            try prune(session, policy, now: now, with: pruner)
            return try session.connection.prepare("SELECT count(*) FROM dedupe").first { $0.integer(0) }
        }
        let start = Sample.start
        #expect(try keys(recordedAt: start, prunedAt: start.adding(.hours(1))) == 0)
        #expect(try keys(recordedAt: start.adding(.hours(2)), prunedAt: start.adding(.hours(24))) == 1)
        #expect(try keys(recordedAt: start.adding(.hours(2)), prunedAt: start.adding(.hours(25))) == 0)
        let before = start.adding(.days(-300))
        #expect(try keys(recordedAt: before, prunedAt: before.adding(.hours(1))) == 0)
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
