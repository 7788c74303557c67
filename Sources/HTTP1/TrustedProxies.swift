package import Linux

/// The proxies whose word about their client's address is taken.
package struct TrustedProxies: Sendable {
    private let networks: [IPNetwork]

    package init(_ networks: [IPNetwork]) {
        self.networks = networks
    }

    /// The address of the client that a request comes from.
    ///
    /// Each proxy appends the address it was called from, so the list is read from its right end for as long as its
    /// addresses are trusted; the first one that is not is the client. What stands further left anyone may have
    /// written. An entry that is no address ends the search at the proxy that wrote it.
    ///
    /// - Parameters:
    ///   - peer: who is at the other end of the connection. Whoever may open a unix socket's file is trusted.
    ///   - forwardedFor: the values of all X-Forwarded-For fields, in order.
    /// - Returns: nil when a peer on a unix socket names nobody.
    package func client(of peer: PeerAddress, forwardedFor: [String]) -> IPAddress? {
        var known = peer.address
        guard isTrusted(known) else { return known }
        for value in forwardedFor.reversed() {
            for entry in value.split(separator: ",", omittingEmptySubsequences: false).reversed() {
                guard let address = Self.address(entry) else { return known }
                known = address
                guard isTrusted(address) else { return address }
            }
        }
        return known
    }

    private func isTrusted(_ address: IPAddress?) -> Bool {
        guard let address else { return true }
        return networks.contains { $0.contains(address) }
    }

    /// An address, perhaps with a port behind it, as some proxies write it.
    private static func address(_ entry: Substring) -> IPAddress? {
        let text = String(entry.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
        if let address = IPAddress(text) { return address }
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            return IPAddress(String(text[text.index(after: text.startIndex)..<close]))
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        return IPAddress(String(text[..<colon]))
    }
}
