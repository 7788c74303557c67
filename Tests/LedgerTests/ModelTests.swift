import Domain
import TestSupport
import Testing

@testable import Ledger

/// Thousands of random steps against a model of a few lines: whatever is done in whatever order, the rows, the kept
/// counts and the lanes agree with it.
@Suite struct ModelTests {
    private struct ModelForward {
        let event: EventID
        let lane: Int?
        var state: ForwardState.Name
    }

    private struct Model {
        var forwards: [Int64: ModelForward] = [:]
        var keys: Set<Int> = []

        /// The earliest pending one of each lane, and all without a lane.
        var due: [Int64] {
            var seen: Set<Int> = []
            var due: [Int64] = []
            for (id, forward) in forwards.sorted(by: { $0.key < $1.key }) where forward.state == .pending {
                if let lane = forward.lane, !seen.insert(lane).inserted { continue }
                due.append(id)
            }
            return due
        }

        var counts: [ForwardState.Name: Int] {
            var counts = Dictionary(uniqueKeysWithValues: ForwardState.Name.allCases.map { ($0, 0) })
            for forward in forwards.values { counts[forward.state, default: 0] += 1 }
            return counts
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the ledger does what the model does`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let folder = try TemporaryFolder()
        let session = try WriteSession(try LedgerFile.openOrCreate(folder.ledger))
        let editor = try LedgerEditor(path: folder.ledger)
        let reader = try LedgerReader(path: folder.ledger)
        for connection in [session.connection, editor.session.connection] { try connection.doWithoutSyncs() }
        var model = Model()
        var now = Sample.start
        var inHand: [Forward] = []
        for step in 0..<1_500 {
            now = now.adding(.milliseconds(Int64.random(in: -2...50, using: &random)))
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4: try record(session, &model, now, &random)
            case 4..<6:
                inHand = try reader.dueForwards(of: .default, at: now.adding(.days(9)), limit: 8)
            case 6..<9: try settle(session, &model, &inHand, now, &random)
            default: try edit(editor, &model, now, &random)
            }
            if step % 10 == 0 {
                let due = try reader.dueForwards(of: .default, at: now.adding(.days(9)), limit: .max).map(\.id)
                #expect(due.sorted() == model.due)
                #expect(try reader.status().forwards == model.counts)
            }
        }
        #expect(try reader.problems().isEmpty)
    }

    private func record(
        _ session: WriteSession,
        _ model: inout Model,
        _ now: Timestamp,
        _ random: inout SplitMix64
    ) throws {
        var lanes: [Int?] = []
        var keys: [Int] = []
        var actions: [Action] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let lane = Bool.random(using: &random) ? Int.random(in: 0..<4, using: &random) : nil
            let key = Int.random(in: 0..<2_000, using: &random)
            lanes.append(lane)
            keys.append(key)
            actions.append(try Sample.action(key, lane: lane.map { "person \($0)" }))
        }
        let event = try Sample.event(actions, at: now)
        let recorded = try session.transaction { () throws(SQLiteError) in try session.record(event) }
        var next = (model.forwards.keys.max() ?? 0) + 1
        var duplicates = 0
        for (lane, key) in zip(lanes, keys) {
            let isNew = model.keys.insert(key).inserted
            if !isNew { duplicates += 1 }
            model.forwards[next] = ModelForward(event: recorded.id, lane: lane, state: isNew ? .pending : .duplicate)
            next += 1
        }
        #expect(recorded.duplicates == duplicates)
    }

    private func settle(
        _ session: WriteSession,
        _ model: inout Model,
        _ inHand: inout [Forward],
        _ now: Timestamp,
        _ random: inout SplitMix64
    ) throws {
        guard let forward = inHand.popLast() else { return }
        let states: [ForwardState] = [
            .delivered(at: now), .delivered(at: now), .pending(dueAt: now.adding(.seconds(5))),
            .dead(at: now, reason: .rejected), .duplicate(at: now),
        ]
        let state = states[Int.random(in: 0..<states.count, using: &random)]
        try session.transaction { () throws(SQLiteError) in
            try session.settle(Sample.settled(forward, state), now: now)
        }
        let known = try #require(model.forwards[forward.id]?.state)
        let arrived = state.name == .delivered || state.name == .duplicate
        if known == .pending || arrived && (known == .dead || known == .discarded) {
            model.forwards[forward.id]?.state = state.name
        }
    }

    private func edit(
        _ editor: borrowing LedgerEditor,
        _ model: inout Model,
        _ now: Timestamp,
        _ random: inout SplitMix64
    ) throws {
        guard let event = model.forwards.values.map(\.event).sorted().randomElement(using: &random) else { return }
        if Bool.random(using: &random) {
            _ = try editor.retry(.events([event]), now: now)
            for (id, forward) in model.forwards where forward.event == event {
                if forward.state == .dead || forward.state == .discarded { model.forwards[id]?.state = .pending }
            }
        } else {
            _ = try editor.discard(.events([event]), now: now)
            for (id, forward) in model.forwards where forward.event == event {
                if forward.state == .dead || forward.state == .pending { model.forwards[id]?.state = .discarded }
            }
        }
    }
}
