import HTTP1
import Linux

/// Answers with what it was given: method, path and body.
final class EchoHandler: HTTPHandler {
    func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse? {
        head.rawPath == "/refused" ? .problem(status: 404) : nil
    }

    func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse? {
        let text = "\(request.method) \(request.head.rawPath) " + String(decoding: request.body, as: UTF8.self)
        return .text(text)
    }

    func rung(_ server: HTTPServer) {}
}
