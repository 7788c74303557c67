/// Where a project's actions are posted: `https`, or plain `http` to this machine alone.
package struct Endpoint: Equatable, Sendable, CustomStringConvertible {
    /// The URL without a slash at its end.
    package let text: String
    let isSecure: Bool

    package var description: String { text }

    /// Reads an absolute URL that a path segment can be added to.
    ///
    /// - Throws: `EndpointError`, with what to write instead.
    package init(_ url: String) throws(EndpointError) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            throw EndpointError(url: url, reason: .characters)
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let rest = url.dropFirst(scheme.utf8.count)
        guard scheme == "https" || scheme == "http", rest.hasPrefix("://") else {
            throw EndpointError(url: url, reason: .scheme)
        }
        let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw EndpointError(url: "(hidden)", reason: .userInformation) }
        guard !rest.contains("?"), !rest.contains("#") else { throw EndpointError(url: url, reason: .query) }
        guard let host = Self.host(authority) else { throw EndpointError(url: url, reason: .host) }
        isSecure = scheme == "https"
        guard isSecure || Self.isLoopback(host) else { throw EndpointError(url: url, reason: .plain) }
        var trimmed = url[...]
        while trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
        text = String(trimmed)
    }

    /// The host of `host[:port]` (RFC 3986, section 3.2.2), in lower case; nil when the authority is none.
    static func host(_ authority: Substring) -> String? {
        let host: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
        } else {
            host = authority.prefix { $0 != ":" }
        }
        let port = authority.dropFirst(host.count)
        let isPort =
            port.isEmpty
            || (port.hasPrefix(":") && !port.hasPrefix(":+") && UInt16(port.dropFirst()).map { $0 > 0 } == true)
        return host.isEmpty || host == "[]" || !isPort ? nil : host.lowercased()
    }

    /// Whether `host` is this machine however names are resolved: all of 127.0.0.0/8 in dotted form, `::1`, `localhost`.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } && UInt8($0) != nil }
    }
}
