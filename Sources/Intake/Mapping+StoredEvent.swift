internal import Domain
internal import JSON
package import Ledger
package import Mappings

extension MappingInput {
    /// What a mapping sees of a kept event; nil when its body cannot be read as what it says it is.
    init?(_ event: StoredEvent) {
        do {
            let body = try BodyDecoder.decode(event.body, type: event.contentType)
            let request = try JSONDocument(parsing: event.request)
            let remark = BodyDecoder.remark(on: event.body, type: event.contentType)
            self.init(body: body, request: request, remark: remark)
        } catch {
            // It was kept as unreadable, and the reason stands with it.
            return nil
        }
    }
}

extension Mapping {
    /// What the mapping makes of a kept event; nil when its body cannot be read as what it says it is.
    package func evaluate(_ event: StoredEvent) -> MappingResult? {
        MappingInput(event).map { evaluate($0) }
    }

    /// A kept event mapped again, for the ledger; nil when its body cannot be read.
    package func remap(_ event: StoredEvent) -> RemappedEvent? {
        evaluate(event).map { result in
            RemappedEvent(
                id: event.id,
                state: result.state,
                mapping: version,
                actions: result.actions,
                warnings: result.warnings,
                error: result.error
            )
        }
    }
}
