import Glibc

/// A port of loopback that nobody listens on, and that no other test can get meanwhile.
final class ClosedPort {
    private let descriptor: Int32
    private let port: UInt16

    init() {
        (descriptor, port) = LoopbackServer.boundSocket()
    }

    deinit {
        close(descriptor)
    }

    var url: String { "http://127.0.0.1:\(port)/" }
}
