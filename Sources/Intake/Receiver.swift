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
    private var replies: [RecordReply] = []
    /// The source that a request has named last.
    private var lastSource: SourceName?
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
        guard let path = hookPath(of: head) else {
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
        // The set may have changed since the head was looked at.
        let sources = library.current
        guard let path = hookPath(of: request.head), let source = sources[path.source] else {
            return end(Reply.unknownSource, as: "unknown-source", request.head, peer)
        }
        let verified: VerifiedRequest
        do {
            verified = try .verify(IncomingRequest(path: path, request: request), for: source, now: receivedAt)
        } catch {
            return end(Reply.refused(error), as: error.label, request.head, peer, source: source.name)
        }
        if let coding = request.fields["content-encoding"], coding.lowercased() != "identity" {
            return end(Reply.encodedBody, as: "encoded-body", request.head, peer, source: source.name)
        }
        let contentType = request.fields["content-type"]
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

    package func rung(_ server: HTTPServer) {
        writer.takeRecorded(into: &replies)
        for reply in replies {
            server.answer(ExchangeID(rawValue: reply.ticket), response(to: reply))
        }
        replies.removeAll(keepingCapacity: true)
    }

    private func hookPath(of head: HTTPRequestHead) -> HookPath? {
        let sources = library.current
        let isSource = { (source: SourceName) in sources.index(forKey: source) != nil }
        let path =
            head.withRawPath { HookPath(plain: $0, likely: lastSource, isSource: isSource) }
            ?? HookPath(segments: head.pathSegments, isSource: isSource)
        if let path { lastSource = path.source }
        return path
    }
}
