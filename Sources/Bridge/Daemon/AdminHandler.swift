internal import Domain
internal import HTTP1
internal import Ledger
internal import Linux

/// What the admin listener answers: health, metrics and status.
///
/// Belongs to its server's thread.
final class AdminHandler: HTTPHandler {
    private let ledger: String
    private let writer: LedgerWriter
    private let metrics: Metrics
    private let now: @Sendable () -> Timestamp

    init(ledger: String, writer: LedgerWriter, metrics: Metrics, now: @escaping @Sendable () -> Timestamp) {
        self.ledger = ledger
        self.writer = writer
        self.metrics = metrics
        self.now = now
    }

    func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse? {
        guard head.method == .get || head.method == .head else {
            var response = HTTPResponse.problem(status: 405, detail: "Everything here is read with GET.")
            response.fields.append(HTTPField("Allow", "GET, HEAD"))
            return response
        }
        return nil
    }

    func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse? {
        switch request.head.rawPath {
        case "/health/live": return .text("alive\n")
        case "/health/ready": return readiness
        case "/metrics": return Metrics.response(metrics.text(takesEvents: writer.trouble == nil, try? summary()))
        case "/status": return status
        default:
            return .problem(status: 404, detail: "Here are /health/live, /health/ready, /metrics and /status.")
        }
    }

    func rung(_ server: HTTPServer) {}

    private var readiness: HTTPResponse {
        guard let trouble = writer.trouble else { return .text("ready\n") }
        return .problem(status: 503, detail: trouble.description)
    }

    private var status: HTTPResponse {
        do {
            return .json(StatusDocument.json(try summary(), at: now()))
        } catch {
            return .problem(status: 503, detail: error.description)
        }
    }

    /// A connection for each request: the listener is asked a few times a minute, and holds nothing open between.
    private func summary() throws(LedgerError) -> StatusSummary {
        try LedgerReader(path: ledger).status(at: now())
    }
}
