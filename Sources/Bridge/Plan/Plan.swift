internal import Domain
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings

/// A file's mapping run over the stored events of a source beside what was there before.
struct Plan {
    /// What the file is compared with.
    enum Basis {
        /// The version that runs, or would.
        case mapping(Mapping)
        /// What was sent of each event at the time.
        case sent
    }

    let source: SourceName
    let basis: Basis
    let mapping: Mapping
    private(set) var changes = MappingPlan()
    /// Events that cannot be compared: bodies or payloads are erased, or were never readable.
    private(set) var skipped = 0

    /// Chooses what to compare with: the version that runs, where it is at hand and is another one.
    ///
    /// - Parameters:
    ///   - other: the version that runs, or else the one in the mappings' folder; nil when there is neither without errors.
    ///   - running: the version that the daemon says it runs; nil when none ever ran.
    init(source: SourceName, mapping: Mapping, other: Mapping?, running: String?) {
        self.source = source
        self.mapping = mapping
        if let other, other.version != mapping.version, running == nil || running == other.version {
            basis = .mapping(other)
        } else {
            basis = .sent
        }
    }

    /// Goes over the last events, newest first.
    mutating func run(
        _ reader: borrowing LedgerReader,
        last: Int,
        progress: (Int) -> Void
    ) throws(LedgerError) {
        for (done, id) in try reader.newestEvents(of: source, count: last).enumerated() {
            if done % 100 == 0 { progress(done) }
            guard let event = try reader.storedEvent(id), let after = mapping.evaluate(event),
                let before = try before(event, reader)
            else {
                skipped += 1
                continue
            }
            changes.add(id, before: before, after: PlannedEvent(after))
        }
    }

    private func before(_ event: StoredEvent, _ reader: borrowing LedgerReader) throws(LedgerError) -> PlannedEvent? {
        switch basis {
        case .mapping(let mapping): return mapping.evaluate(event).map { PlannedEvent($0) }
        case .sent:
            guard let detail = try reader.event(event.id), detail.forwards.count == detail.summary.actions else {
                return nil
            }
            var actions: [PlannedAction] = []
            for forward in detail.forwards {
                guard let payload = forward.payload else { return nil }
                let summary = forward.summary
                actions.append(
                    PlannedAction(name: summary.action.text, project: summary.project.text, payload: payload)
                )
            }
            return PlannedEvent(state: event.state, actions: actions, error: detail.summary.error)
        }
    }
}
