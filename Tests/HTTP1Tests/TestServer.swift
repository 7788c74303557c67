import HTTP1
import Linux
import Testing

/// A server on loopback with a scripted handler, stopped when the test lets go of it.
final class TestServer {
    let server: HTTPServer
    private let thread: NamedThread

    init(
        listening address: ListenAddress? = nil,
        limits: HTTPLimits = HTTPLimits(),
        handler: sending any HTTPHandler = EchoHandler()
    ) throws {
        // The connections of all tests that run at a time are more than most shells allow.
        try DescriptorLimit.raise(to: 4_096)
        let loopback = try #require(ListenAddress("127.0.0.1:0"))
        let server = try HTTPServer(
            addresses: [address ?? loopback],
            limits: limits,
            handler: handler,
            log: Log(level: .error, format: .text)
        )
        self.server = server
        thread = NamedThread("test-server") { server.run() }
    }

    var address: ListenAddress { server.addresses[0] }

    /// Stops the server and waits until it has.
    func stop() {
        server.stop()
        thread.join()
    }

    /// Waits until a server that was told to stop has.
    func join() {
        thread.join()
    }
}
