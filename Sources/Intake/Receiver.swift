package import Domain
package import HTTP1
internal import JSON
package import Ledger
package import Linux
internal import Mappings
internal import Signatures

/// Takes requests to hooks: who sent it, what it becomes, and into the ledger.
///
/// The answer follows the sync.
///
/// Belongs to the intake server's thread.
package final class Receiver: HTTPHandler {
    private let library: MappingLibrary
    let writer: LedgerWriter
    let counters: IntakeCounters
    let trustedProxies: TrustedProxies
    let log: Log
    let now: @Sendable () -> Timestamp
    var inHand: EventsInHand
    let evaluator = MappingEvaluator()
    var headers = RequestHeaders()
    private var replies: [RecordReply] = []
    /// The source that a request has named last, and the number of the set that it is of.
    private var last: (source: LoadedSource, setNumber: Int)?
    /// The Content-Type of the request before, most often that of the next.
    private var lastContentType: String?
    /// The last kind of trouble that was logged: a full disk is news once, not once an event.
    var trouble: LedgerError.Kind?
    /// When a refusal that is our fault may be logged again, by source and reason.
    var nextComplaint: [String: Timestamp] = [:]

    package init(
        library: MappingLibrary,
        writer: LedgerWriter,
        counters: IntakeCounters,
        trustedProxies: TrustedProxies,
        limits: IntakeLimits = IntakeLimits(),
        log: Log,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.library = library
        self.writer = writer
        self.counters = counters
        self.trustedProxies = trustedProxies
        self.log = log
        self.now = now
        inHand = EventsInHand(limits: limits)
    }

    package func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse? {
        guard let (path, _) = hook(of: head) else {
            let isHook = head.pathSegments.first == "hooks"
            return end(isHook ? Reply.unknownSource : Reply.unknownPath, as: "unknown-source", head, peer)
        }
        switch head.method {
        case .post: return nil
        case .get, .head: return end(Reply.ready, as: "looked-at", head, peer, source: path.source)
        default: return end(Reply.methodNotAllowed, as: "method-not-allowed", head, peer, source: path.source)
        }
    }

    package func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse? {
        let receivedAt = now()
        // Once more: the set may have changed since the head was looked at.
        guard let (path, source) = hook(of: request.head) else {
            return end(Reply.unknownSource, as: "unknown-source", request.head, peer)
        }
        let verified: VerifiedRequest
        do {
            verified = try .verify(IncomingRequest(path: path, request: request), for: source, now: receivedAt)
        } catch {
            return end(Reply.refused(error), as: error.label, request.head, peer, source: source.name)
        }
        if Self.isEncoded(request.fields) {
            return end(Reply.encodedBody, as: "encoded-body", request.head, peer, source: source.name)
        }
        let contentType = request.fields.value(of: "content-type", likely: lastContentType)
        lastContentType = contentType
        guard BodyDecoder.format(ofType: contentType) != nil else {
            return end(Reply.unsupportedType, as: "unsupported-type", request.head, peer, source: source.name)
        }
        switch inHand.objection(to: source.name, bytes: request.body.count) {
        case .tooMany: return end(Reply.ledgerBehind, as: "ledger-behind", request.head, peer, source: source.name)
        case .tooManyOfThisSource:
            return end(Reply.sourceTooFast, as: "source-too-fast", request.head, peer, source: source.name)
        case nil:
            record(verified, contentType: contentType, receivedAt: receivedAt, ticket: exchange.rawValue)
            return nil
        }
    }

    /// Whether the body came in any coding but `identity`, which is none (RFC 9110, section 8.4).
    private static func isEncoded(_ fields: HTTPFields) -> Bool {
        guard fields["content-encoding"] != nil else { return false }
        return fields.values(of: "content-encoding").contains { codings in
            codings.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.contains { $0 != "identity" }
        }
    }

    package func rung(_ server: HTTPServer) {
        writer.takeRecorded(into: &replies)
        for reply in replies {
            server.answer(ExchangeID(rawValue: reply.ticket), response(to: reply))
        }
        replies.removeAll(keepingCapacity: true)
    }

    /// What the path of a request names, and the source of that name; nil where there is none.
    ///
    /// Nearly always that of the request before, which is found without hashing its name.
    private func hook(of head: HTTPRequestHead) -> (path: HookPath, source: LoadedSource)? {
        let number = library.setNumber
        let likely = last.flatMap { $0.setNumber == number ? $0.source : nil }
        func source(named name: SourceName) -> LoadedSource? {
            if let likely, likely.name == name { likely } else { library.current[name] }
        }
        let path =
            head.withRawPath { HookPath(plain: $0, likely: likely?.name) { source(named: $0) != nil } }
            ?? HookPath(segments: head.pathSegments) { source(named: $0) != nil }
        guard let path, let source = source(named: path.source) else { return nil }
        last = (source, number)
        return (path, source)
    }
}
