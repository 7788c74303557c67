import Domain
import Linux
import Testing

@testable import Ledger

@Suite struct WriterQueueTests {
    private let queue: WriterQueue

    init() throws {
        queue = try WriterQueue(recordedBell: nil, handoverBell: nil)
    }

    private func rings() -> Bool { queue.bell.wait(milliseconds: 0) }

    private func addOutcomes(_ count: Int) throws {
        let forward = Forward(
            id: 1,
            event: EventID(number: 1),
            project: .default,
            action: try #require(ActionName("Lead")),
            payload: [],
            receivedAt: Sample.start,
            attempts: 0,
            lane: nil
        )
        let settled = Sample.settled(forward, .delivered(at: Sample.start))
        #expect(queue.add { $0.settled += Array(repeating: settled, count: count) })
    }

    private func addEvent() throws {
        let event = try Sample.event()
        #expect(queue.add { $0.records.append(WriterQueue.Waiting(event: event, ticket: 1)) })
    }

    @Test func `the bell rings once for all that is there to take`() throws {
        try addEvent()
        try addOutcomes(1)
        #expect(rings())
        try addEvent()
        #expect(!rings(), "what rang was not taken yet")
        #expect(queue.take()?.records.count == 2)
        try addOutcomes(1)
        #expect(rings())
    }

    @Test func `outcomes do not wake a writer that gathers them, and an event does`() throws {
        queue.gather(milliseconds: 0)
        try addOutcomes(1)
        #expect(!rings())
        try addEvent()
        #expect(rings())
        let work = try #require(queue.take())
        #expect(work.settled.count == 1)
        #expect(work.records.count == 1)
    }

    @Test func `a batch of outcomes wakes a writer that gathers them`() throws {
        queue.gather(milliseconds: 0)
        try addOutcomes(WriterThread.settledInBatch - 1)
        #expect(!rings())
        try addOutcomes(1)
        #expect(rings())
    }

    @Test func `a writer that has taken what it gathered is woken by outcomes`() throws {
        queue.gather(milliseconds: 0)
        #expect(queue.take()?.isEmpty == true)
        try addOutcomes(1)
        #expect(rings())
    }
}
