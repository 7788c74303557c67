/// Why nothing can be sent to a URL.
package struct EndpointError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: CaseIterable, Sendable {
        case characters, scheme, userInformation, query, host, plain
    }

    /// The URL as it was given; hidden when it holds a password.
    package let url: String
    package let reason: Reason

    /// One sentence for a person, with the way out.
    package var description: String {
        switch reason {
        case .characters: "'\(url)' holds a character that no URL has: percent-encode it, or write the host in punycode"
        case .scheme: "'\(url)' is no address to send to: expected https://HOST/PATH"
        case .userInformation: "the endpoint holds a user or a password: give the project's id and key instead"
        case .query: "'\(url)' has a query or a fragment: the action's name is added to its end, so leave them out"
        case .host: "'\(url)' names no host, or a port that is none: expected https://HOST[:PORT]/PATH"
        case .plain: "'\(url)' would send the key in the clear: use https (http is for this machine alone)"
        }
    }
}
