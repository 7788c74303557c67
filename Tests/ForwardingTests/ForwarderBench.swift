import Domain
import Foundation
import Ledger
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Forwarding

/// A ledger in a folder of its own and a forwarder on it, with real clocks and the shortest of all random waits.
final class ForwarderBench {
    let folder: TemporaryFolder
    let writer: LedgerWriter
    let forwarder: Forwarder
    let states = Changes()
    private let recordedBell: Doorbell
    private let doorbell: Doorbell
    private let thread: NamedThread
    private var isStopped = false
    private var nextTicket: UInt64 = 1

    /// The changes of projects' states, as they came.
    final class Changes: Sendable {
        private let names = Mutex<[ProjectState.Name]>([])
        var all: [ProjectState.Name] { names.withLock { $0 } }
        func add(_ name: ProjectState.Name) { names.withLock { $0.append(name) } }
    }

    init(
        _ projects: [ProjectSettings],
        delivery: DeliverySettings = ForwarderBench.delivery(),
        in folder: TemporaryFolder? = nil,
        draw: Draw = .lowest
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        recordedBell = try Doorbell()
        doorbell = try Doorbell()
        writer = try LedgerWriter(
            path: self.folder.ledger,
            clock: { Forwarder.kernelClock().time },
            recordedBell: recordedBell,
            handoverBell: doorbell
        )
        forwarder = Forwarder(
            Forwarder.Surroundings(
                ledger: self.folder.ledger,
                writer: writer,
                doorbell: doorbell,
                version: "test",
                log: Log(level: .error, format: .text, descriptor: -1),
                draw: { draw },
                stateChanged: { [states] in states.add($0.state) }
            ),
            projects: projects,
            delivery: delivery
        )
        thread = NamedThread("forwarder") { [forwarder] in
            do { try forwarder.run() } catch { Issue.record(error) }
        }
    }

    deinit { stop() }

    /// Stops the forwarder and then the writer, as the daemon does.
    func stop(within limit: Interval = .seconds(120)) {
        guard !isStopped else { return }
        isStopped = true
        forwarder.stop(within: limit)
        thread.join()
        writer.stop()
    }

    static func delivery(
        giveUpAfter: Interval = .days(7),
        first: Interval = .milliseconds(20),
        pauseProbe: Interval = .milliseconds(20)
    ) -> DeliverySettings {
        DeliverySettings(
            timeout: .seconds(60),
            schedule: RetrySchedule(first: first, factor: 1, max: .seconds(1), giveUpAfter: giveUpAfter),
            pauseProbe: pauseProbe
        )
    }

    static func project(
        _ url: String,
        _ name: ProjectName = .default,
        concurrency: Int = 8,
        rate: RateLimit? = nil,
        hasCredentials: Bool = true,
        answers: [Int: AnswerMeaning] = [:]
    ) throws -> ProjectSettings {
        let key = try #require(APIKey("Basic secret=="))
        return ProjectSettings(
            name: name,
            endpoint: try Endpoint(url),
            credentials: hasCredentials ? ProjectCredentials(id: "project-1", key: key) : nil,
            concurrency: concurrency,
            rate: rate,
            answers: answers
        )
    }

    /// Records one event with these payloads, each an action.
    func record(
        _ payloads: [String],
        action: String = "Quiz Completed",
        lane: String? = nil,
        project: ProjectName = .default
    ) throws {
        let now = Forwarder.kernelClock().time
        let actions = try payloads.map { payload in
            var hash = Array(payload.utf8.prefix(32))
            hash += [UInt8](repeating: 0, count: 32 - hash.count)
            return Action(
                name: try #require(ActionName(action)),
                project: project,
                payload: Array(payload.utf8),
                dedupeKey: DedupeKey(dateTime: nil, hash: hash),
                lane: lane
            )
        }
        writer.record(
            NewEvent(
                source: try #require(SourceName("typeform")),
                receivedAt: now,
                state: .mapped,
                body: Array("{}".utf8),
                contentType: nil,
                request: Array("{}".utf8),
                mapping: nil,
                actions: actions
            ),
            ticket: nextTicket
        )
        nextTicket += 1
        var replies: [RecordReply] = []
        while replies.isEmpty {
            try #require(recordedBell.wait(milliseconds: 120_000), "the writer answers")
            writer.takeRecorded(into: &replies)
        }
        for reply in replies { _ = try reply.result.get() }
    }

    /// All forwards in the order of their receipt.
    func forwards() throws -> [EventDetail.ForwardDetail] {
        let reader = try LedgerReader(path: folder.ledger)
        return try reader.events(EventQuery(limit: 10_000)).reversed().flatMap { summary in
            try reader.event(summary.id)?.forwards ?? []
        }
    }

    /// How many forwards are in each state.
    func counts() throws -> [ForwardState.Name: Int] {
        try LedgerReader(path: folder.ledger).status().forwards.filter { $0.value > 0 }
    }

    func projectRecord(_ name: ProjectName = .default) throws -> ProjectRecord? {
        try LedgerReader(path: folder.ledger).projectRecords().first { $0.project == name }
    }

    /// Waits until `condition` holds.
    func eventually(
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: () throws -> Bool
    ) throws {
        let end = ContinuousClock.now + .seconds(120)
        let bell = try Doorbell()
        while try !condition() {
            let isInTime = ContinuousClock.now < end
            try #require(isInTime, "\(what)", sourceLocation: sourceLocation)
            bell.wait(milliseconds: 2)
        }
    }

    /// Waits until all forwards are in these states.
    func settles(_ expected: [ForwardState.Name: Int], sourceLocation: SourceLocation = #_sourceLocation) throws {
        try eventually("forwards become \(expected)", sourceLocation: sourceLocation) { try counts() == expected }
    }
}
