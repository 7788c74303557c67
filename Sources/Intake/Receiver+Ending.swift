internal import Domain
internal import HTTP1
internal import Linux

extension Receiver {
    /// Ends a request without an event: counted and logged here, and nowhere else.
    ///
    /// What is our own fault is an error in the log, once in a while: anyone may ask a thousand times a second.
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
        if response.status == 503, isNews(label, of: source) {
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

    /// Whether it is a while since the same was logged of the same source.
    private func isNews(_ label: String, of source: SourceName?) -> Bool {
        let subject = "\(source?.text ?? "-") \(label)"
        let now = now()
        if let next = nextComplaint[subject], now < next { return false }
        nextComplaint[subject] = Timestamp(microseconds: now.microseconds + Self.complaintInterval)
        return true
    }

    /// A minute, in microseconds.
    private static let complaintInterval: Int64 = 60_000_000
}
