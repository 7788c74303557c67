package import Linux

/// Answers the requests of one server.
///
/// All calls come on the server's thread and must not block it.
package protocol HTTPHandler: AnyObject {
    /// Looks at a head before its body is read.
    ///
    /// - Returns: an answer to refuse the request (404, 401, 405, 415 …); nil to have the body read and the whole
    ///   request given to `receive(_:from:exchange:)`.
    func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse?

    /// Takes a whole request.
    ///
    /// - Returns: the answer; nil when it will be given later to `HTTPServer.answer`, by this exchange, exactly once.
    func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse?

    /// The server's doorbell rang, or requests are in hand and the poll interval is up: answers may be ready, to be
    /// given to `server.answer`.
    func rung(_ server: HTTPServer)
}
