import Domain
import Linux
import TestSupport
import Testing

@testable import Ledger

/// A ledger in a temporary folder, with its writer running and the waiting done for the test.
final class OpenLedger {
    let folder: TemporaryFolder
    let writer: LedgerWriter
    private let recordedBell: Doorbell
    private let handoverBell: Doorbell
    private var nextTicket: UInt64 = 1

    init(in folder: TemporaryFolder? = nil, now: Timestamp = Sample.start) throws {
        self.folder = try folder ?? TemporaryFolder()
        recordedBell = try Doorbell()
        handoverBell = try Doorbell()
        writer = try LedgerWriter(
            path: self.folder.ledger,
            clock: { now },
            recordedBell: recordedBell,
            handoverBell: handoverBell
        )
    }

    var path: String { folder.ledger }

    func reader() throws -> LedgerReader { try LedgerReader(path: path) }

    /// Records events and waits for all replies, in order.
    func results(of events: [NewEvent]) -> [Result<RecordedEvent, LedgerError>] {
        for event in events {
            writer.record(event, ticket: nextTicket)
            nextTicket += 1
        }
        var replies: [RecordReply] = []
        while replies.count < events.count {
            writer.takeRecorded(into: &replies)
            if replies.count < events.count { Self.wait(for: recordedBell) }
        }
        return replies.sorted { $0.ticket < $1.ticket }.map(\.result)
    }

    @discardableResult
    func record(_ event: NewEvent) throws -> RecordedEvent {
        try #require(results(of: [event]).first).get()
    }

    /// Settles and waits until that is on disk.
    func settle(_ settled: SettledForward...) {
        writer.settle(settled)
        waitForSettled(settled.map(\.id))
    }

    func waitForSettled(_ ids: [Int64]) {
        var left = Set(ids)
        while !left.isEmpty {
            left.subtract(writer.takeHandover().settled)
            if !left.isEmpty { Self.wait(for: handoverBell) }
        }
    }

    /// Ends all tests when it does not ring: a writer that hangs would have them wait for ever.
    private static func wait(for bell: Doorbell) {
        precondition(bell.wait(milliseconds: 120_000), "the ledger's writer answers")
    }

    /// The due forwards of a project.
    func due(_ project: String = "default", at now: Timestamp = Sample.start) throws -> [Forward] {
        try reader().dueForwards(of: try Sample.project(project), at: now, limit: 1_000)
    }
}
