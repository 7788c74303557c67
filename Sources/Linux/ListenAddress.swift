/// Where a server listens: an address and a port, or the path of a unix socket.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// Port 0 lets the kernel choose; the listening socket then tells which.
    case ip(IPAddress, port: UInt16)
    case unix(path: String)

    /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `unix:/path`; nil when it is none of these.
    ///
    /// `[::]:8080` means all addresses, IPv4 too; `0.0.0.0:8080` all of IPv4. Names other than `localhost` are not
    /// looked up: what a server listens on should not depend on a name server.
    package init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty, path.utf8.count <= Self.longestPath, !path.utf8.contains(0) else { return nil }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(digits)
        else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            guard let address = IPAddress(String(host.dropFirst().dropLast())), host.contains(":") else { return nil }
            self = .ip(address, port: port)
        } else {
            guard !host.contains(":"), let address = IPAddress(host == "localhost" ? "127.0.0.1" : String(host)) else {
                return nil
            }
            self = .ip(address, port: port)
        }
    }

    /// What to write instead of a text that is no listen address.
    package static let expectation = "ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH"

    /// As it is written in the configuration.
    package var description: String {
        switch self {
        case .ip(let address, let port): PeerAddress.ip(address, port: port).description
        case .unix(let path): "unix:\(path)"
        }
    }

    /// The kernel's room for a path, less its closing NUL.
    static let longestPath = 107
}
