package import Domain
package import Ledger
internal import Mappings

/// Looks how a source's last events differ from those before, a few at a time.
///
/// A source that sends much is seen as it was over the last hour, beside the fortnight before; of one that sends little
/// the newest are taken, however old.
package struct DriftLook: Sendable {
    package let source: SourceName
    private let running: RunningMapping
    private var recent = DriftSample()
    private var before = DriftSample()
    /// The newest first; nil before the first step.
    private var waiting: [EventID]?
    private var recentLeft = 0
    private var bytesLeft = byteLimit

    /// So few that nobody waits for the disk because of them.
    private static let stepLength = 16
    /// Of very large bodies fewer are looked at.
    private static let byteLimit = 32 * 1_024 * 1_024
    private static let recentTime = Interval.hours(1)
    private static let beforeTime = Interval.days(14)

    /// nil when the source has no mapping that runs.
    package init?(_ source: LoadedSource) {
        guard let running = source.active else { return nil }
        self.source = source.name
        self.running = running
    }

    /// Does the next few.
    ///
    /// - Returns: what was found, at the end; nil when there is more to do. After an error the step can be done again.
    package mutating func step(_ reader: borrowing LedgerReader) throws(LedgerError) -> Drift? {
        guard let waiting else {
            try choose(reader)
            return nil
        }
        for id in waiting.prefix(Self.stepLength) {
            let isRecent = recentLeft > 0
            if isRecent { recentLeft -= 1 }
            guard bytesLeft > 0, let event = try reader.storedEvent(id), let input = MappingInput(event)
            else { continue }
            bytesLeft -= event.body.count
            let actions = running.mapping.evaluate(input).actions
            if isRecent { recent.add(input.body, actions: actions) } else { before.add(input.body, actions: actions) }
        }
        self.waiting = Array(waiting.dropFirst(Self.stepLength))
        guard waiting.count <= Self.stepLength else { return nil }
        return Drift(
            source: source,
            recent: recent.events,
            before: before.events,
            changes: before.changes(in: recent) ?? []
        )
    }

    private mutating func choose(_ reader: borrowing LedgerReader) throws(LedgerError) {
        let recent = try reader.sample(
            of: source,
            over: Self.recentTime,
            before: nil,
            count: DriftSample.recentLength
        )
        guard let last = recent.last, let oldest = try reader.oldestBody() else {
            waiting = []
            return
        }
        let before = try reader.sample(
            of: source,
            over: min(Self.beforeTime, max(.zero, last.receivedAt.since(oldest))),
            before: last,
            count: DriftSample.beforeLength
        )
        recentLeft = recent.count
        waiting = recent + before
    }
}
