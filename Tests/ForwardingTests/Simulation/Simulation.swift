import Domain
import Foundation
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Forwarding
@testable import Ledger

/// A ledger with its writer, the forwarder's loop turned by hand, and a destination that answers as it is told.
///
/// One stimulus at a time, and then turns until nothing moves any more: what happens depends on the seed alone, but for the
/// order in which connections are served.
final class Simulation {
    let seed: UInt64
    var random: SplitMix64
    let clock = ManualClock()
    let endpoint = ScriptedEndpoint()
    var model = SimulationModel()
    var disk: FaultyDisk
    /// Whether the disk fails, so that what is answered may not be on it.
    var isFaulty = false
    private(set) var daemon: SimulatedDaemon
    private let draws: Draws
    /// What was given to the writer and not replied to yet, by ticket.
    var unanswered: [UInt64: RecordedSpec] = [:]
    var refused: [RecordedSpec] = []
    var ticket: UInt64 = 0
    /// What was recorded.
    var events: [EventID: RecordedSpec] = [:]
    let concurrency: Int
    let rate: RateLimit?
    let retention: RetentionPolicy?
    /// The last steps, for the report of a failure.
    private var trace: [String] = []
    private(set) var hasFailed = false
    let giveUpAfter: Interval

    /// An event as it was given to the writer.
    struct RecordedSpec {
        let body: String
        let state: EventState
        var actions: [ActionSpec]
        let person: Int
        let receivedAt: Timestamp
    }

    struct ActionSpec {
        let key: Int
        let project: String
        let person: Int?
        let payload: String
    }

    /// The forwarder's randomness.
    private final class Draws: Sendable {
        private let random: Mutex<SplitMix64>

        init(seed: UInt64) {
            random = Mutex(SplitMix64(seed: seed))
        }

        func next() -> Draw {
            random.withLock { Draw(numerator: .random(in: .min ... .max, using: &$0)) }
        }
    }

    init(seed: UInt64) throws {
        self.seed = seed
        random = SplitMix64(seed: seed)
        draws = Draws(seed: seed &+ 1)
        disk = try FaultyDisk(seed: seed)
        concurrency = [1, 2, 3, 8].randomElement(using: &random) ?? 1
        rate = [nil, nil, RateLimit(count: 2, per: .seconds(1))].randomElement(using: &random) ?? nil
        retention =
            Bool.random(using: &random)
            ? RetentionPolicy(bodies: .hours(5), delivered: .hours(8), dead: .hours(12), unreadable: 3) : nil
        giveUpAfter = [.days(40), .hours(20)].randomElement(using: &random) ?? .days(1)
        daemon = try SimulatedDaemon(ledger: disk.folder.ledger, clock: clock) { [draws] in draws.next() }
        prepare()
    }

    deinit {
        clock.brake = false
        disk.recover()
        daemon.kill()
    }

    var writer: LedgerWriter { daemon.writer }

    func note(_ step: String) {
        trace.append(step)
        if trace.count > 60 { trace.removeFirst() }
    }

    /// Reports what the model does not allow, once a seed.
    func fail(_ what: String) {
        guard !hasFailed else { return }
        hasFailed = true
        Issue.record("seed \(seed): \(what)\nafter: \(trace.joined(separator: "; "))")
    }

    // MARK: Life

    private func start() throws {
        daemon = try SimulatedDaemon(ledger: disk.folder.ledger, clock: clock) { [draws] in draws.next() }
        prepare()
    }

    private func prepare() {
        if let retention { writer.keep(retention) }
        reload(hasCredentials: true)
    }

    func reload(hasCredentials: Bool) {
        let projects: [ProjectSettings] = ["default", "other"].compactMap { name in
            guard let project = ProjectName(name), let endpoint = try? Endpoint(endpoint.url(name)),
                let key = APIKey("key")
            else { return nil }
            return ProjectSettings(
                name: project,
                endpoint: endpoint,
                credentials: hasCredentials ? ProjectCredentials(id: "id", key: key) : nil,
                missing: hasCredentials ? [] : ["KEY"],
                concurrency: concurrency,
                rate: rate
            )
        }
        let schedule = RetrySchedule(first: .seconds(5), factor: 3, max: .hours(1), giveUpAfter: giveUpAfter)
        daemon.reload(projects, DeliverySettings(timeout: .seconds(120), schedule: schedule))
    }

    /// Stops within no time, and starts again on the same disk.
    func restart() throws {
        clock.brake = false
        daemon.stop()
        checkArrivals()
        dropInFlight()
        model.writeAll()
        adoptReplies()
        try start()
    }

    /// Ends all without a word, and starts on what the crash has left.
    func crash(_ left: TemporaryFolder) throws {
        clock.brake = false
        disk.recover()
        daemon.kill()
        dropInFlight()
        let next = try FaultyDisk(seed: random.next())
        try copyFiles(from: left, to: next.folder)
        disk = next
        isFaulty = false
        try start()
        let lost = unanswered.values
        unanswered = [:]
        try settleDoubts(Array(lost))
    }

    /// The files as they are, as a process that is killed leaves them.
    func copyOfFiles() throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        try copyFiles(from: disk.folder, to: copy)
        return copy
    }

    private func copyFiles(from old: TemporaryFolder, to new: TemporaryFolder) throws {
        for name in ["ledger.db", "ledger.db-wal"] where FileManager.default.fileExists(atPath: old.path(name)) {
            try FileManager.default.copyItem(atPath: old.path(name), toPath: new.path(name))
        }
    }

    private func dropInFlight() {
        model.inFlight = [:]
        for held in endpoint.held { endpoint.answer(held, .reset) }
        _ = endpoint.takeArrivals()
    }

    // MARK: Turns

    /// Whether answers reach the disk before the next step.
    var writes: Bool { !clock.brake && !isFaulty }

    /// Turns until nothing moves.
    ///
    /// - Parameter asksWriter: waits for the writer by a commit of its own, which tells of those of others, too.
    func settle(asksWriter: Bool = true) throws {
        var quiet = 0
        var last = (-1, -1)
        for _ in 0..<2_000 where quiet < 3 {
            if writes, asksWriter { try writer.perform { _ in } }
            adoptReplies()
            turn()
            let mark = (endpoint.count, daemon.inFlight)
            quiet = mark == last ? quiet + 1 : 0
            last = mark
        }
        if quiet < 3 { fail("it never comes to rest") }
    }

    /// One turn, and as many more as it takes until each request on its way is at the destination.
    func turn() {
        daemon.turn()
        let end = ContinuousClock.now + .seconds(60)
        while endpoint.held.count != daemon.inFlight {
            guard ContinuousClock.now < end else { return fail("requests do not arrive") }
            sched_yield()
            daemon.turn()
        }
        checkArrivals()
    }

    private func checkArrivals() {
        for held in endpoint.takeArrivals() {
            meet(held.payload)
            let now = clock.now.steady
            if objection(to: held.payload) != nil {
                // It may have become so by the clock, which the model does not watch.
                noticeEnds()
            }
            if let objection = objection(to: held.payload) { fail("\(held.payload) \(objection)") }
            if let one = model.owed[held.payload], held.target != "/\(one.project)/Lead" {
                fail("\(held.payload) went to \(held.target)")
            }
            model.inFlight[held.payload] = now
        }
    }

    private func objection(to payload: String) -> String? {
        model.objection(to: payload, now: clock.now.steady, patience: .milliseconds(100))
    }

    /// Has the model know the action of an event whose reply is still on its way, or which was refused and is there all the same.
    private func meet(_ payload: String) {
        for _ in 0..<10_000 where model.owed[payload] == nil && !unanswered.isEmpty {
            adoptReplies()
            usleep(100)
        }
        if model.owed[payload] == nil { adoptRefused() }
    }
}
