import Domain
import Ledger
import TestSupport
import Testing

@testable import Forwarding

/// Forwards that the ledger has, and others that it has not, so that it shows where one came from.
struct DueForwardsTests {
    private let start = Forwarder.kernelClock()

    private func moment(_ milliseconds: Int64) -> Moment {
        let later = Interval.milliseconds(milliseconds)
        return Moment(time: start.time.adding(later), steady: start.steady.adding(later))
    }

    private func forward(_ id: Int64, owedSince: Timestamp? = nil) throws -> Forward {
        Forward(
            id: id,
            event: EventID(number: id),
            project: .default,
            action: try #require(ActionName("Lead")),
            payload: [],
            receivedAt: owedSince ?? start.time,
            attempts: 0,
            lane: nil
        )
    }

    /// A ledger with forwards 1 to `count`, which became due before `start`.
    private func ledger(_ count: Int) throws -> ForwarderBench {
        let bench = try ForwarderBench([])
        if count > 0 { try bench.record((1...count).map(String.init)) }
        return bench
    }

    /// The numbers of all that `due` gives until it has none.
    private func ids(_ due: inout DueForwards, at now: Moment, page: Int = 8, _ bench: ForwarderBench) throws -> [Int64]
    {
        let reader = try LedgerReader(path: bench.folder.ledger)
        var ids: [Int64] = []
        while let forward = try due.next(at: now, page: page, from: reader) { ids.append(forward.id) }
        return ids
    }

    @Test func `what is handed over needs no reading once the ledger has no more`() throws {
        let bench = try ledger(2)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench) == [1, 2])
        for id in 101...103 as ClosedRange<Int64> { due.handOver(try forward(id), at: now) }
        #expect(try ids(&due, at: now, bench) == [101, 102, 103])
        #expect(due.count == 5)
        for id in [1, 2, 101, 102, 103] as [Int64] {
            let wasInHand = due.letGo(of: id)
            #expect(wasInHand)
        }
        #expect(due.count == 0)
        #expect(try ids(&due, at: now, bench).isEmpty, "nothing has said that the ledger has more")
        due.lookAgain()
        #expect(try ids(&due, at: now, bench) == [1, 2])
    }

    @Test func `before the ledger was read, and while it has more, nothing is taken that was handed over`() throws {
        let bench = try ledger(3)
        var due = DueForwards(project: .default)
        let reader = try LedgerReader(path: bench.folder.ledger)
        let now = moment(60_000)
        due.handOver(try forward(101), at: now)
        #expect(try due.next(at: now, page: 2, from: reader)?.id == 1)
        due.handOver(try forward(102), at: now)
        #expect(try ids(&due, at: now, page: 2, bench) == [2, 3])
    }

    @Test func `what the ledger has told of already is in hand once`() throws {
        let bench = try ledger(2)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench) == [1, 2])
        due.handOver(try forward(2), at: now)
        #expect(try ids(&due, at: now, bench).isEmpty)
        due.handOver(try forward(101), at: now)
        due.lookAgain()
        #expect(try ids(&due, at: now, bench) == [101])
        #expect(due.count == 3)
    }

    @Test func `what was handed over follows what was read`() throws {
        let bench = try ledger(3)
        var due = DueForwards(project: .default)
        let reader = try LedgerReader(path: bench.folder.ledger)
        let now = moment(60_000)
        #expect(try due.next(at: now, page: 8, from: reader)?.id == 1)
        due.handOver(try forward(101), at: now)
        due.handOver(try forward(102), at: now)
        #expect(try due.next(at: now, page: 8, from: reader)?.id == 2)
        due.handOver(try forward(103), at: now)
        #expect(try ids(&due, at: now, bench) == [3, 101, 102, 103])
    }

    @Test func `what cannot go out soon is left to the ledger`() throws {
        let bench = try ledger(1)
        var due = DueForwards(project: .default)
        let reader = try LedgerReader(path: bench.folder.ledger)
        #expect(try ids(&due, at: moment(60_000), bench) == [1])
        for id in 101...103 as ClosedRange<Int64> { due.handOver(try forward(id), at: moment(60_000)) }
        #expect(try due.next(at: moment(60_100), page: 8, from: reader)?.id == 101)
        // 102 and 103 are not in the ledger, as if a command had discarded them meanwhile.
        #expect(try due.next(at: moment(60_101), page: 8, from: reader) == nil)
        #expect(due.count == 2)
        due.handOver(try forward(104), at: moment(60_102))
        #expect(try ids(&due, at: moment(60_202), bench) == [104], "each wait counts anew")
    }

    @Test func `what was read and cannot go out soon is read again, for a command may have changed it`() throws {
        let bench = try ledger(3)
        let reader = try LedgerReader(path: bench.folder.ledger)
        var due = DueForwards(project: .default)
        let first = try #require(try due.next(at: moment(60_000), page: 8, from: reader))
        #expect(first.id == 1)
        // All three are of one event.
        _ = try LedgerEditor(path: bench.folder.ledger).discard(.events([first.event]), now: moment(60_050).time)
        #expect(try due.next(at: moment(60_100), page: 8, from: reader)?.id == 2)
        #expect(try due.next(at: moment(60_101), page: 8, from: reader) == nil)
        #expect(due.count == 2)
    }

    @Test func `what is handed over once all before has gone out waits anew`() throws {
        let bench = try ledger(1)
        var due = DueForwards(project: .default)
        #expect(try ids(&due, at: moment(60_000), bench) == [1])
        for (id, milliseconds) in [(101, 60_000), (102, 61_000)] as [(Int64, Int64)] {
            due.handOver(try forward(id), at: moment(milliseconds))
            #expect(try ids(&due, at: moment(milliseconds), bench) == [id])
        }
    }

    @Test func `as soon as the first of those handed over has waited long enough, all are left to the ledger`() throws {
        let bench = try ledger(1)
        var due = DueForwards(project: .default)
        #expect(try ids(&due, at: moment(60_000), bench) == [1])
        due.handOver(try forward(101), at: moment(60_000))
        due.handOver(try forward(102), at: moment(60_090))
        #expect(try ids(&due, at: moment(60_101), bench).isEmpty)
        #expect(due.count == 1)
    }

    @Test func `what was dropped is read from the ledger when its turn comes`() throws {
        let bench = try ledger(2)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench) == [1, 2])
        let wasInHand = due.letGo(of: 2)
        #expect(wasInHand)
        due.handOver(try forward(2), at: now)
        due.dropWaiting()
        #expect(try ids(&due, at: now, bench) == [2])
    }

    @Test func `dropping those that wait drops those handed over`() throws {
        let bench = try ledger(1)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench) == [1])
        due.handOver(try forward(101), at: now)
        due.dropWaiting()
        #expect(due.count == 1)
        #expect(try ids(&due, at: now, bench).isEmpty)
    }

    @Test func `one that is due by a clock that was set back since waits in the ledger`() throws {
        let bench = try ledger(0)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench).isEmpty)
        due.handOver(try forward(101, owedSince: now.time.adding(.milliseconds(1))), at: now)
        #expect(due.count == 0)
    }

    @Test func `what is not taken when it is handed over is looked for in the ledger`() throws {
        let bench = try ledger(1)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench) == [1])
        let wasInHand = due.letGo(of: 1)
        #expect(wasInHand)
        due.handOver(try forward(1, owedSince: now.time.adding(.milliseconds(1))), at: now)
        #expect(try ids(&due, at: now, bench) == [1])
    }

    @Test func `one whose time to be tried again has come goes before those handed over`() throws {
        let bench = try ledger(1)
        let reader = try LedgerReader(path: bench.folder.ledger)
        let now = moment(60_000)
        let first = try #require(try reader.dueForwards(of: .default, at: now.time, limit: 1).first)
        let later = now.time.adding(.seconds(5))
        bench.writer.settle([
            SettledForward(forward: first, attempt: nil, state: .pending(dueAt: later), attempts: 1)
        ])
        try bench.eventually("it waits") { try reader.nextDue(of: .default, after: now.time) == later }
        var due = DueForwards(project: .default)
        #expect(try ids(&due, at: now, bench).isEmpty)
        #expect(due.wakesAt == later)
        due.handOver(try forward(101), at: moment(65_000))
        #expect(try ids(&due, at: moment(65_000), bench) == [1])
    }

    @Test func `what is due later than any wait can be is due now, for the clock was set back since`() throws {
        let bench = try ledger(4)
        let reader = try LedgerReader(path: bench.folder.ledger)
        let now = moment(60_000)
        let forwards = try reader.dueForwards(of: .default, at: now.time, limit: 3)
        let dues = [Interval.hours(1), .days(2), .days(300)].map { now.time.adding($0) }
        bench.writer.settle(
            zip(forwards, dues).map { forward, due in
                SettledForward(forward: forward, attempt: nil, state: .pending(dueAt: due), attempts: 1)
            }
        )
        try bench.eventually("they wait") { try reader.dueForwards(of: .default, at: now.time, limit: 4).count == 1 }
        var due = DueForwards(project: .default)
        #expect(try ids(&due, at: now, page: 2, bench) == [4])
        #expect(due.wakesAt == dues[0], "an hour may be a wait, and comes first")
        let later = moment(60_000 + 3_600_000)
        #expect(try ids(&due, at: later, page: 1, bench) == [1, 2, 3])
        #expect(due.wakesAt == nil, "all are in hand")
        let wasInHand = due.letGo(of: 2)
        #expect(wasInHand)
        due.lookAgain()
        #expect(try ids(&due, at: later, bench) == [2])
    }

    @Test func `no more are taken than a handover holds`() throws {
        let bench = try ledger(0)
        var due = DueForwards(project: .default)
        let now = moment(60_000)
        #expect(try ids(&due, at: now, bench).isEmpty)
        for id in 1...Int64(Handover.limit) + 1 { due.handOver(try forward(id), at: now) }
        #expect(due.count == Handover.limit)
    }
}
