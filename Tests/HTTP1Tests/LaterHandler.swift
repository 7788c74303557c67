import HTTP1
import Linux
import Synchronization
import Testing

/// Keeps requests in hand until the test says that they are to be answered, from another thread.
final class LaterHandler: HTTPHandler, Sendable {
    private struct State {
        var inHand: [ExchangeID] = []
        var isOpen = false
    }

    private let state = Mutex(State())
    /// Rung when a request came in.
    private let arrived: Doorbell

    init() throws {
        arrived = try Doorbell()
    }

    /// Waits until a request has come in.
    func waitForRequest() throws {
        try #require(arrived.wait(milliseconds: 120_000), "a request comes in")
    }

    /// Lets all requests be answered at the next ring.
    func open() {
        state.withLock { $0.isOpen = true }
    }

    func receive(head: HTTPRequestHead, from peer: PeerAddress) -> HTTPResponse? { nil }

    func receive(_ request: HTTPRequest, from peer: PeerAddress, exchange: ExchangeID) -> HTTPResponse? {
        state.withLock { $0.inHand.append(exchange) }
        arrived.ring()
        return nil
    }

    func rung(_ server: HTTPServer) {
        let ready = state.withLock { state -> [ExchangeID] in
            guard state.isOpen else { return [] }
            defer { state.inHand = [] }
            return state.inHand
        }
        for exchange in ready {
            server.answer(exchange, .text("later"))
            server.answer(exchange, .text("never"))
        }
    }
}
