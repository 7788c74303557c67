internal import Domain
internal import HTTP1
internal import JSON
internal import Ledger
internal import Linux
internal import Mappings

extension Receiver {
    /// Maps a verified request and hands it to the writer, whatever the mapping makes of it.
    func record(_ verified: VerifiedRequest, receivedAt: Timestamp, ticket: UInt64) -> HTTPResponse? {
        let body = verified.request.body
        let contentType = verified.request.fields["content-type"]
        let request = RequestDocument.make(
            query: verified.request.head.queryItems.map { ($0.name, $0.value) },
            headers: verified.request.fields.map { ($0.name, $0.value) },
            receivedAt: receivedAt.text,
            hiddenQuery: verified.mapping.hiddenQuery,
            hiddenHeaders: verified.mapping.hiddenHeaders
        )
        func event(
            _ state: EventState,
            actions: [Action] = [],
            warnings: [EventWarning] = [],
            error: EventWarning? = nil
        ) -> NewEvent {
            NewEvent(
                source: verified.source.name,
                receivedAt: receivedAt,
                state: state,
                body: body,
                contentType: contentType,
                request: request,
                mapping: verified.mapping.mapping.version,
                actions: actions,
                warnings: warnings,
                error: error
            )
        }
        let document: JSONDocument
        do {
            document = try BodyDecoder.decode(body, type: contentType)
        } catch {
            let answer = Reply.unreadable(error)
            if case .unsupportedType = error { return answer }
            unreadable[ticket] = answer
            writer.record(event(.unreadable, error: EventWarning(field: "body", message: "\(error)")), ticket: ticket)
            return nil
        }
        let input = MappingInput(body: document, request: Self.document(request))
        let result = verified.mapping.mapping.evaluate(input)
        let mapped = event(result.state, actions: result.actions, warnings: result.warnings, error: result.error)
        writer.record(mapped, ticket: ticket)
        return nil
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
        let kept = unreadable.removeValue(forKey: reply.ticket)
        switch reply.result {
        case .success(let event):
            if trouble != nil {
                log.info("the ledger takes events again")
                trouble = nil
            }
            counters.add(kept == nil ? "recorded" : "unreadable")
            return kept ?? Reply.recorded(event)
        case .failure(let error):
            if trouble != error.kind {
                log.error("the ledger refuses events", .reason(error.description))
                trouble = error.kind
            }
            counters.add("ledger-\(error.kind.rawValue)")
            return Reply.unavailable("The event could not be written to disk.", retryAfter: 5)
        }
    }

    /// Ends a request without an event: counted and logged here, and nowhere else.
    func end(
        _ response: HTTPResponse,
        as label: String,
        _ head: HTTPRequestHead,
        _ peer: PeerAddress,
        source: SourceName? = nil
    ) -> HTTPResponse {
        counters.add(label)
        let client = trustedProxies.client(of: peer, forwardedFor: head.fields.values(of: "x-forwarded-for"))
        let from = client?.description ?? peer.description
        if response.status == 503 {
            log.error(
                "request refused",
                .source(source?.text ?? "-"),
                .status(response.status),
                .reason(label),
                .peer(from)
            )
        } else {
            log.debug(
                "request ended",
                .source(source?.text ?? "-"),
                .status(response.status),
                .reason(label),
                .peer(from)
            )
        }
        return response
    }
}
