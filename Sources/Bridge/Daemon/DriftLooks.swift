internal import Domain
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings

/// The looks at how sources change that are under way, one source after another, in rounds.
///
/// Belongs to one thread.
struct DriftLooks {
    /// What a source was when it was looked at last: nothing new, no look.
    private struct Seen: Equatable {
        let newest: EventID
        let version: String
    }

    private let ledger: String
    private let writer: LedgerWriter
    private let log: Log
    private var nextRound: Timestamp
    private var waiting: [(look: DriftLook, state: Seen)] = []
    private var seen: [SourceName: Seen] = [:]

    private static let firstRound = Interval.minutes(1)
    private static let betweenRounds = Interval.minutes(5)
    /// Between two steps, so that requests and attempts come first.
    private static let pauseMilliseconds: Int32 = 5

    init(ledger: String, writer: LedgerWriter, log: Log, at now: Timestamp) {
        self.ledger = ledger
        self.writer = writer
        self.log = log
        nextRound = now.adding(Self.firstRound)
    }

    var areOver: Bool { waiting.isEmpty }

    /// Begins a round over the sources that have new events, when one is due.
    ///
    /// - Parameter isAsked: whether it is due in any case.
    mutating func beginRound(_ sources: [SourceName: LoadedSource], at now: Timestamp, isAsked: Bool) {
        guard isAsked || now >= nextRound else { return }
        nextRound = now.adding(Self.betweenRounds)
        do throws(LedgerError) {
            let reader = try LedgerReader(path: ledger)
            var looks: [(look: DriftLook, state: Seen)] = []
            for source in sources.values.sorted(by: { $0.name < $1.name }) {
                guard let look = DriftLook(source), let version = source.active?.mapping.version,
                    let newest = try reader.newestEvents(of: source.name, count: 1).first
                else { continue }
                let state = Seen(newest: newest, version: version)
                if seen[source.name] != state { looks.append((look, state)) }
            }
            waiting = looks
        } catch {
            giveUp(error)
        }
    }

    /// Does a few events of one source.
    mutating func step() {
        guard var look = waiting.first?.look else { return }
        Clock.sleep(milliseconds: Self.pauseMilliseconds)
        do throws(LedgerError) {
            if let drift = try look.step(LedgerReader(path: ledger)) {
                try writer.write(drift)
                seen[look.source] = waiting.removeFirst().state
            } else {
                waiting[0].look = look
            }
        } catch {
            giveUp(error)
        }
    }

    /// Leaves it to the next round.
    private mutating func giveUp(_ error: LedgerError) {
        waiting = []
        log.debug("drift is not looked for", .reason(error.description))
    }
}
