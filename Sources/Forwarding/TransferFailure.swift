/// Why a request has no answer, or only a part of one.
struct TransferFailure: Error, Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// The time was up, while connecting or later.
        case timeout
        /// No name, no route, no listener.
        case unreachable
        /// The certificate does not hold, or the handshake failed.
        case tls
        /// The connection or the stream ended too early.
        case broken
        /// What came is not HTTP.
        case unreadable
    }

    let kind: Kind
    /// The transport's own words; they name hosts and times, never headers.
    let message: String
}
