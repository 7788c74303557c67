import Glibc
import Linux
import Testing

/// A blocking client that sends bytes and reads what comes back.
struct TestClient: ~Copyable {
    private let socket: StreamSocket

    init(_ address: ListenAddress) throws {
        socket = try StreamSocket.connected(to: address)
    }

    var number: Int32 { socket.number }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let transfer = bytes.withUnsafeBytes { socket.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            guard case .bytes(let count) = transfer else { return }
            sent += count
        }
    }

    func endSending() {
        socket.endSending()
    }

    /// Closes with a reset in place of the usual end.
    consuming func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    /// Reads until `text` has come, or the peer has ended.
    func read(until text: String) -> String {
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).contains(text), let more = receive() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads until the peer has ended.
    func readToEnd() -> String {
        var bytes: [UInt8] = []
        while let more = receive() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let transfer = buffer.withUnsafeMutableBytes { socket.receive(into: $0) }
        if transfer == .wouldBlock { Issue.record("the server has neither sent anything nor ended for two minutes") }
        guard case .bytes(let count) = transfer else { return nil }
        return Array(buffer[..<count])
    }
}
