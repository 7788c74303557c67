internal import Domain
internal import Intake
internal import Ledger

/// What mapping one kept event again comes to, before anything is written.
enum RemapStep {
    /// To be written.
    case remapped(RemappedEvent, source: SourceName)
    /// The event stays as it is, for this reason.
    case left(EventID, reason: String)
    /// The ledger does not have it.
    case unknown(EventID)

    /// Maps the event `id` by `mappings`.
    init(_ id: EventID, _ mappings: MappingSet, _ reader: borrowing LedgerReader) throws(LedgerError) {
        guard let event = try reader.storedEvent(id) else {
            let isKnown = try reader.event(id) != nil
            self = isKnown ? .left(id, reason: "its body is no longer kept") : .unknown(id)
            return
        }
        switch mappings[event.source] {
        case nil: self = .left(id, reason: "there is no mapping for \(event.source)")
        case .broken(let problem): self = .left(id, reason: "the mapping cannot be used: \(problem)")
        case .usable(let mapping):
            guard let remapped = mapping.remap(event) else {
                self = .left(id, reason: "its body cannot be read")
                return
            }
            // What was sent was sent: a mapping that fails now must not have the event say otherwise.
            if let error = remapped.error, event.state == .mapped {
                self = .left(id, reason: "\(event.source): \(error.field): \(error.message)")
            } else {
                self = .remapped(remapped, source: event.source)
            }
        }
    }
}
