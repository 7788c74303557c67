/// Who is at the other end of a connection.
package enum PeerAddress: Hashable, Sendable, CustomStringConvertible {
    case ip(IPAddress, port: UInt16)
    /// Someone on this machine through a unix socket; these have no address.
    case unix

    /// The address alone; nil for a unix socket.
    package var address: IPAddress? {
        switch self {
        case .ip(let address, _): address
        case .unix: nil
        }
    }

    /// `192.0.2.1:5000`, `[2001:db8::1]:5000` or `unix`.
    package var description: String {
        switch self {
        case .ip(let address, let port): address.isV4 ? "\(address):\(port)" : "[\(address)]:\(port)"
        case .unix: "unix"
        }
    }
}
