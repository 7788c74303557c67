internal import Domain
internal import JSON
package import Ledger
package import Mappings

extension Mapping {
    /// Maps a kept event again: what the ledger is to hold of it from now on.
    ///
    /// Uses the body, the request and the time of receipt as they were kept. A body that cannot be read leaves the event
    /// `unreadable`.
    package func remap(_ event: StoredEvent) -> RemappedEvent {
        func remapped(_ state: EventState, _ field: String, _ message: String) -> RemappedEvent {
            RemappedEvent(
                id: event.id,
                state: state,
                mapping: version,
                error: EventWarning(field: field, message: message)
            )
        }
        let body: JSONDocument
        do {
            body = try BodyDecoder.decode(event.body, type: event.contentType)
        } catch {
            return remapped(.unreadable, "body", "\(error)")
        }
        let request: JSONDocument
        do {
            request = try JSONDocument(parsing: event.request)
        } catch {
            return remapped(.unmapped, "request", "what was kept of the request is damaged: \(error)")
        }
        let result = evaluate(MappingInput(body: body, request: request))
        return RemappedEvent(
            id: event.id,
            state: result.state,
            mapping: version,
            actions: result.actions,
            warnings: result.warnings,
            error: result.error
        )
    }
}
