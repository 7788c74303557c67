import Domain
import TestSupport
import Testing

@testable import Forwarding
@testable import Ledger

// What people do, beside a running daemon.
extension Simulation {
    /// What commands do, over a connection of their own.
    func command() throws {
        guard !isFaulty else { return }
        noticeEnds()
        let now = clock.now
        let editor = try LedgerEditor(path: disk.folder.ledger)
        switch pick(10) {
        case 0..<4:
            guard let event = someEvent(.pending) else { return }
            note("discard \(event)")
            _ = try editor.discard(.events([event]), now: now.time)
            model.discard(event, now: now.steady)
            events[event]?.actions = []
        case 4..<7:
            guard let event = someEvent([.dead, .discarded, .pending][pick(3)]) else { return }
            note("retry \(event)")
            _ = try editor.retry(.events([event]), now: now.time)
            model.retry(event, at: now.time, now: now.steady)
        case 7, 8:
            note("retry all")
            let dead = noticeEnds().values.filter { $0.state == .dead }.map(\.event)
            _ = try editor.retry(.all(.dead), now: now.time)
            for event in Set(dead) { retryDead(of: event, now) }
        default:
            let person = pick(4)
            note("forget \(person)")
            _ = try editor.forget("p\(person)@example.com", now: now.time)
            model.forget(Set(events.filter { $0.value.person == person }.keys), now: now.steady)
        }
        switch pick(4) {
        case 0, 1: try settle()
        case 2 where writes: try checkThatNoneWaits()
        default: break
        }
    }

    private func retryDead(of event: EventID, _ now: Moment) {
        for (payload, one) in model.owed where one.event == event && one.state == .dead && !one.isErased {
            model.owed[payload]?.state = .pending
            model.owed[payload]?.owedSince = now.time
            model.owed[payload]?.touchedAt = now.steady
        }
    }

    private func someEvent(_ state: ForwardState.Name) -> EventID? {
        let found = Set(model.owed.values.filter { $0.state == state && !$0.isGone }.map(\.event))
        return found.sorted().randomElement(using: &random)
    }

    /// A mapping was mended: by a command, or by the daemon itself.
    func remap() throws {
        guard writes else { return }
        let open = events.filter { $0.value.state == .unmapped || $0.value.state == .held }.keys.sorted()
        guard let id = open.randomElement(using: &random), let old = events[id] else { return }
        ticket += 1
        let actions = (0...pick(2)).map { spec($0, old.person) }
        let mapped = RemappedEvent(id: id, state: .mapped, mapping: nil, actions: try actions.map(action))
        let isCommand = old.state == .held || pick(2) == 0
        note("remap \(id)")
        if isCommand {
            _ = try LedgerEditor(path: disk.folder.ledger).remap([mapped], now: clock.now.time)
        } else {
            try writer.remap([mapped], now: clock.now.time)
        }
        let rows = rows(of: id) ?? []
        // Without its body it stays as it is: it was pruned or forgotten.
        guard !rows.isEmpty else { return }
        events[id] = RecordedSpec(
            body: old.body,
            state: .mapped,
            actions: actions,
            person: old.person,
            receivedAt: old.receivedAt
        )
        for action in actions {
            let row = rows.first { $0.payload == action.payload }
            if model.keys[action.key] == nil {
                model.keys[action.key] = id
                guard let row, row.state == .pending else {
                    fail("\(action.payload) is new and not owed")
                    continue
                }
                owe(action, of: id, row: row.id, since: clock.now.time)
            } else if row.map({ $0.state != .duplicate }) ?? false {
                fail("\(action.payload) is owed twice")
            }
        }
        try settle()
    }
}
