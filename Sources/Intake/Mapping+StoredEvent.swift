internal import Domain
internal import JSON
package import Ledger
package import Mappings

extension Mapping {
    /// What the mapping makes of a kept event; nil when its body cannot be read as what it says it is.
    package func evaluate(_ event: StoredEvent) -> MappingResult? {
        let body: JSONDocument
        let request: JSONDocument
        do {
            body = try BodyDecoder.decode(event.body, type: event.contentType)
            request = try JSONDocument(parsing: event.request)
        } catch {
            // It was kept as unreadable, and the reason stands with it.
            return nil
        }
        return evaluate(MappingInput(body: body, request: request))
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
