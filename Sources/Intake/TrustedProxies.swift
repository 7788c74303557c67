package import Linux

/// The proxies whose `X-Forwarded-For` counts.
package struct TrustedProxies: Sendable {
    private let networks: [IPNetwork]

    /// - Parameter texts: addresses or networks; those that are none were refused with the configuration.
    package init(_ texts: [String]) {
        networks = texts.compactMap { IPNetwork($0) }
    }

    /// Who sent a request, as far as it can be believed: the last address in the chain that no trusted proxy has.
    ///
    /// A proxy adds to the end of the field the address it was reached from, so that whatever a stranger wrote
    /// himself stands before.
    package func client(of peer: PeerAddress, forwardedFor values: [String]) -> String {
        guard isTrusted(peer) else { return peer.description }
        var client = peer.description
        for hop in values.flatMap({ $0.split(separator: ",") }).reversed() {
            guard let address = IPAddress(String(hop.filter { $0 != " " && $0 != "\t" })) else { break }
            client = address.description
            guard networks.contains(where: { $0.contains(address) }) else { break }
        }
        return client
    }

    /// A unix socket is reached through this machine's own proxy alone.
    private func isTrusted(_ peer: PeerAddress) -> Bool {
        guard let address = peer.address else { return true }
        return networks.contains { $0.contains(address) }
    }
}
