package import Domain
package import Ledger
internal import Mappings

/// Maps a source's unmapped events again, oldest first, a few at a time.
///
/// An event that failed under the same version is passed over: it would fail again.
package struct UnmappedWalk: Sendable {
    private let source: SourceName
    private let running: RunningMapping
    private var last: EventID?
    /// How many events are unmapped no more.
    package private(set) var mended = 0

    /// So few that one transaction holds up nobody.
    private static let stepLength = 32

    /// nil when the source has no mapping to walk with.
    package init?(_ source: LoadedSource) {
        guard let running = source.active else { return nil }
        self.source = source.name
        self.running = running
    }

    /// Does the next few.
    ///
    /// - Returns: whether there may be more. After an error the same step can be done again.
    package mutating func step(
        _ reader: borrowing LedgerReader,
        _ writer: LedgerWriter,
        at now: Timestamp
    ) throws(LedgerError) -> Bool {
        let ids = try reader.oldestEvents(in: .unmapped, of: source, after: last, limit: Self.stepLength)
        guard let end = ids.last else { return false }
        var remapped: [RemappedEvent] = []
        for id in ids {
            guard let event = try reader.storedEvent(id), event.mapping != running.mapping.version else { continue }
            if let again = running.mapping.remap(event) { remapped.append(again) }
        }
        if !remapped.isEmpty { try writer.remap(remapped, now: now) }
        mended += remapped.count { $0.state != .unmapped }
        last = end
        return true
    }
}
