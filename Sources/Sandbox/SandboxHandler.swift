internal import Domain
internal import HTTP1
internal import JSON
internal import Linux

/// Answers for the sandbox, on the server's thread.
final class SandboxHandler: HTTPHandler {
    private let options: SandboxOptions
    private let journal: Journal
    private let late: LateAnswers
    private let log: Log
    private var script = Script()

    init(options: SandboxOptions, journal: Journal, late: LateAnswers, log: Log) {
        self.options = options
        self.journal = journal
        self.late = late
        self.log = log
    }

    func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse? {
        // All refusals wait for the body: a client that is answered early may not have sent it all.
        nil
    }

    func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse? {
        if request.head.pathSegments.first == "_sandbox" { return control(request) }
        let sender: ActionRules.Sender
        let ending: LateAnswers.Ending
        do {
            sender = try ActionRules.sender(request.head)
            if let trouble = script.next(for: sender.action.text) {
                guard let end = try self.trouble(trouble, sender, request) else { return nil }
                ending = end
            } else if options.failRate.fails(options.draw()) {
                journal.countTroubled()
                let refusal = Refusal(status: 503, error: "unavailable", message: "a failure at random, as --fail asks")
                ending = .response(refusal.response)
            } else {
                ending = .response(try take(sender, request))
            }
        } catch {
            journal.countRefused()
            log.info("refused", .status(error.status), .reason(error.error))
            ending = .response(refused(error))
        }
        if options.delay == .zero, case .response(let response) = ending { return response }
        late.add(ending, of: exchange, after: options.delay)
        return nil
    }

    func rung(_ server: HTTPServer) {
        late.deliver(to: server)
    }

    private func refused(_ refusal: Refusal) -> HTTPResponse {
        var response = refusal.response
        if refusal.status == 405 { response.fields.append(HTTPField("Allow", "POST")) }
        return response
    }

    /// Takes an action by the rules.
    private func take(_ sender: ActionRules.Sender, _ request: HTTPRequest) throws(Refusal) -> HTTPResponse {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: request.body)
        } catch {
            throw .malformed("the body is not JSON: \(error)")
        }
        try BodyRules.check(document, of: sender.action)
        let action = TakenAction(
            takenAt: options.clock(),
            action: sender.action,
            project: sender.project,
            userAgent: request.fields["User-Agent"] ?? "",
            body: request.body
        )
        let isNew: Bool
        do {
            isNew = try journal.take(action)
        } catch {
            log.error("cannot write the journal", .reason(error.description))
            throw Refusal(status: 500, error: "journal", message: "the journal cannot be written: \(error)")
        }
        guard isNew else {
            let message = "duplicate: the same action with the same body was received already"
            log.info("duplicate", .action(sender.action.text))
            // Counted as a duplicate by the journal, and not as a refusal.
            return Refusal(status: 409, error: "duplicate", message: message).response
        }
        log.info("taken", .action(sender.action.text))
        return .json(Array(#"{"status":"ok"}"#.utf8))
    }

    /// - Returns: how the request ends; nil when it never does.
    private func trouble(
        _ trouble: ScriptedAnswer,
        _ sender: ActionRules.Sender,
        _ request: HTTPRequest
    ) throws(Refusal) -> LateAnswers.Ending? {
        if trouble.takes { _ = try take(sender, request) }
        if trouble.kind != .status(200, retryAfter: nil) { journal.countTroubled() }
        switch trouble.kind {
        case .status(let status, let retryAfter):
            var response = HTTPResponse.json(status: status, Pages.scripted(trouble.message))
            if let retryAfter { response.fields.append(HTTPField("Retry-After", self.retryAfter(retryAfter))) }
            return .response(response)
        case .reset: return .reset
        case .hang: return nil
        case .html: return .response(Pages.badGateway)
        case .half: return .broken(Pages.half)
        }
    }

    /// The header's value: as it stands in the script, or the date that `date+N` means, within 68 years.
    private func retryAfter(_ text: String) -> String {
        guard text.hasPrefix("date+"), let seconds = Int32(text.dropFirst(5)) else { return text }
        return HTTPDate(seconds: options.clock().adding(.seconds(Int64(seconds))).microseconds / 1_000_000).text
    }

    private func control(_ request: HTTPRequest) -> HTTPResponse {
        switch (request.method, request.head.rawPath) {
        case (.get, "/_sandbox"): return .text(Pages.explanation)
        case (.get, "/_sandbox/count"): return .json(Pages.counts(journal.counts))
        case (.get, "/_sandbox/journal"): return .json(Pages.journal(journal.taken))
        case (.post, "/_sandbox/reset"):
            journal.clear()
            script.clear()
            return HTTPResponse(status: 204)
        case (.post, "/_sandbox/script"):
            do {
                try script.add(try JSONDocument(parsing: request.body))
                return HTTPResponse(status: 204)
            } catch let refusal as Refusal {
                return refusal.response
            } catch {
                return Refusal.malformed("the script is not JSON: \(error)").response
            }
        default:
            let message =
                "the sandbox knows POST /_sandbox/script, POST /_sandbox/reset, GET /_sandbox/journal and GET /_sandbox/count; GET /_sandbox explains them"
            return Refusal(status: 404, error: "not-found", message: message).response
        }
    }
}
