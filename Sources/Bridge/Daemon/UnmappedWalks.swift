internal import Domain
internal import Intake
internal import Ledger
internal import Linux

/// The walks over unmapped events that are under way, one source after another.
///
/// Belongs to one thread.
struct UnmappedWalks {
    private let ledger: String
    private let writer: LedgerWriter
    private let log: Log
    private var waiting: [SourceName: UnmappedWalk] = [:]
    /// While the ledger refuses, when to try again.
    private var resumesAt: Timestamp?

    /// Between two steps, so that requests and attempts come first.
    private static let pauseMilliseconds: Int32 = 5

    init(ledger: String, writer: LedgerWriter, log: Log) {
        self.ledger = ledger
        self.writer = writer
        self.log = log
    }

    var areOver: Bool { waiting.isEmpty }

    /// Walks a source's events from the oldest on, in place of a walk by an older version.
    mutating func begin(_ source: LoadedSource) {
        waiting[source.name] = UnmappedWalk(source)
    }

    /// Does a few events of one source.
    mutating func step(at now: Timestamp) {
        Clock.sleep(milliseconds: Self.pauseMilliseconds)
        if let resumesAt, now < resumesAt { return }
        guard let (source, first) = waiting.min(by: { $0.key < $1.key }) else { return }
        var walk = first
        do throws(LedgerError) {
            let goesOn = try walk.step(LedgerReader(path: ledger), writer, at: now)
            waiting[source] = goesOn ? walk : nil
            if !goesOn, walk.mended > 0 {
                log.info("events mapped again", .source(source.text), .count(walk.mended))
            }
            resumesAt = nil
        } catch {
            if resumesAt == nil { log.error("events are not mapped again", .reason(error.description)) }
            resumesAt = now.adding(.seconds(5))
        }
    }
}
