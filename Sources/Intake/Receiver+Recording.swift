internal import Domain
internal import HTTP1
internal import JSON
internal import Ledger
internal import Linux
internal import Mappings

extension Receiver {
    /// Maps a verified request and hands it to the writer, whatever the mapping makes of it.
    func record(_ verified: VerifiedRequest, contentType: String?, receivedAt: Timestamp, ticket: UInt64) {
        let request = verified.document(receivedAt: receivedAt, &headers)
        func hand(
            over state: EventState,
            actions: [Action] = [],
            warnings: [EventWarning] = [],
            error: EventWarning? = nil,
            answering answer: HTTPResponse? = nil,
            mapping: String? = verified.mapping.mapping.version
        ) {
            let source = verified.source.name
            let event = NewEvent(
                source: source,
                receivedAt: receivedAt,
                state: state,
                body: verified.body,
                contentType: contentType,
                request: request,
                mapping: mapping,
                actions: actions,
                warnings: warnings,
                error: error
            )
            inHand.add(EventsInHand.Event(source: source, bytes: event.heldBytes, answer: answer), ticket: ticket)
            writer.record(event, ticket: ticket)
        }
        let document: JSONDocument
        do {
            document = try BodyDecoder.decode(verified.body, type: contentType)
        } catch {
            let reason = EventWarning(field: "body", message: "\(error)")
            return hand(over: .unreadable, error: reason, answering: Reply.unreadable(error))
        }
        guard verified.source.active != nil else {
            let reason = verified.source.isRemoved ? "the mapping file was removed" : "the mapping may not run yet"
            return hand(over: .unmapped, error: EventWarning(field: "mapping", message: reason), mapping: nil)
        }
        let mapping = verified.mapping.mapping
        let input = MappingInput(
            body: document,
            request: mapping.asksForRequest ? Self.document(request) : nil,
            remark: BodyDecoder.remark(on: verified.body, type: contentType)
        )
        let result = evaluator.evaluate(input, by: mapping)
        hand(over: result.state, actions: result.actions, warnings: result.warnings, error: result.error)
    }

    private static func document(_ request: [UInt8]) -> JSONDocument {
        do {
            return try JSONDocument(parsing: request)
        } catch {
            preconditionFailure("a document of our own making is no JSON: \(error)")
        }
    }

    /// The answer to a request whose event the writer has dealt with.
    func response(to reply: RecordReply) -> HTTPResponse {
        let event = inHand.remove(ticket: reply.ticket)
        switch reply.result {
        case .success(let recorded):
            if trouble != nil {
                log.info("the ledger takes events again")
                trouble = nil
            }
            counters.add(event.answer == nil ? "recorded" : "unreadable")
            return event.answer ?? Reply.recorded(recorded)
        case .failure(let error):
            if trouble != error.kind {
                log.error("the ledger refuses events", .reason(error.description))
                trouble = error.kind
            }
            counters.add("ledger-\(error.kind.rawValue)")
            return Reply.unavailable("The event could not be written to disk.", retryAfter: 5)
        }
    }
}
