import Domain
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// A day of a ledger in small, on a disk that fails somewhere in it, and beside it what was answered.
final class FaultedRun {
    /// Below each its own text, so that an event found in a ledger is known again.
    private static let actionsOfEvent = 2
    private static let policy = RetentionPolicy(bodies: nil, delivered: nil, dead: nil, unreadable: 2)

    let disk: FaultyDisk
    private var ledger: OpenLedger?
    private var next = 0
    /// Events that were answered, by their bodies.
    private(set) var answered: [String: EventID] = [:]
    /// Events that were refused: their senders send them again.
    private var refused: [NewEvent] = []
    /// Forwards whose end was said to be on disk.
    private(set) var settled: Set<Int64> = []
    /// Kinds of trouble that were met.
    private(set) var troubles: Set<LedgerError.Kind> = []

    init(seed: UInt64 = 1) throws {
        disk = try FaultyDisk(seed: seed)
    }

    /// The day: what fails in it is noted, and the next thing is tried all the same.
    func work() throws {
        record([try event()])
        record(try (0..<12).map { _ in try event() })
        ledger?.writer.keep(Self.policy)
        try settle(3)
        record(try (0..<5).map { try Sample.event(state: .unreadable, body: "unreadable \($0)") })
        record([try event(length: 200_000)])
        // As for an update: the log is copied into the file, and emptied.
        stop()
        try settle(4)
        record(try (0..<3).map { _ in try event() })
    }

    /// Once the disk is well: all that was refused comes again, and all of it is answered at once.
    func goOn() throws {
        let again = refused + [try event()]
        refused = []
        record(again)
        #expect(refused.isEmpty, "refused after the trouble was over: \(troubles)")
        try settle(2)
        record([try event()])
        #expect(ledger?.writer.trouble == nil)
    }

    func stop() {
        ledger?.writer.stop()
        ledger = nil
    }

    /// What must hold of the ledger in `folder`, with a reader of its own and no daemon.
    func check(_ folder: TemporaryFolder, _ comment: Comment) throws {
        // Opened as a daemon does: a power cut may have come before the first answer.
        _ = try LedgerFile.openOrCreate(folder.ledger)
        let reader = try LedgerReader(path: folder.ledger)
        #expect(try reader.problems() == [], comment)
        let bodies = try reader.connection.prepare(
            "SELECT event, CAST(body AS TEXT), (SELECT count(*) FROM forward WHERE forward.event = event_body.event), actions "
                + "FROM event_body JOIN event ON id = event WHERE state = 'mapped'"
        ).all { (id: $0.integer(0), body: $0.text(1), forwards: $0.count(2), actions: $0.count(3)) }
        let found = Dictionary(grouping: bodies, by: \.body)
        for (body, id) in answered {
            let isThere = found[body]?.contains { $0.id == id.number } == true
            #expect(isThere, "answered and lost: \(body.prefix(20)); \(comment.rawValue)")
        }
        for event in bodies {
            #expect(event.forwards == Self.actionsOfEvent && event.actions == Self.actionsOfEvent, comment)
        }
        let owedTwice = try reader.connection.prepare(
            "SELECT count(*) FROM forward WHERE state <> 'duplicate' GROUP BY payload HAVING count(*) > 1"
        ).all { $0.count(0) }
        #expect(owedTwice == [], comment)
        let state = try reader.connection.prepare("SELECT state FROM forward WHERE id = ?1")
        for id in settled {
            state.bind(id, at: 1)
            #expect(try state.first { $0.text(0) } == "delivered", comment)
        }
    }

    private func event(length: Int = 0) throws -> NewEvent {
        next += 1
        let actions = try (0..<Self.actionsOfEvent).map { part in
            try Sample.action(next * 10 + part, lane: part == 0 ? "person \(next % 3)" : nil)
        }
        return try Sample.event(actions, body: "event \(next) \(String(repeating: "x", count: length))")
    }

    /// The ledger, opened if it could not be before; nil when it still cannot be.
    private func usableLedger() -> OpenLedger? {
        if let ledger { return ledger }
        do {
            ledger = try OpenLedger(in: disk.folder)
        } catch {
            troubles.insert((error as? LedgerError)?.kind ?? .other)
        }
        return ledger
    }

    private func record(_ events: [NewEvent]) {
        guard let ledger = usableLedger() else { return refused.append(contentsOf: events) }
        for (event, result) in zip(events, ledger.results(of: events)) {
            switch result {
            case .success(let recorded):
                if event.state == .mapped { answered[String(decoding: event.body, as: UTF8.self)] = recorded.id }
            case .failure(let error):
                troubles.insert(error.kind)
                refused.append(event)
            }
        }
    }

    /// Has some forwards delivered, as far as they can be read and their end can be written.
    private func settle(_ count: Int) throws {
        guard let ledger = usableLedger() else { return }
        // What the forwarder does when it cannot read: it comes back later.
        let due = (try? ledger.due()) ?? []
        ledger.writer.settle(due.prefix(count).map { Sample.settled($0, .delivered(at: Sample.start)) })
        // Answered after the outcomes, in the same batch or a later one.
        record([try event()])
        settled.formUnion(ledger.writer.takeHandover().settled)
    }
}
