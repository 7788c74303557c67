/// Until when something must have happened on a connection.
package struct Deadline: Equatable, Sendable {
    /// What is waited for.
    ///
    /// Every kind has one length, so the deadlines of a kind end in the order in which they began.
    package enum Kind: UInt8, CaseIterable, Sendable {
        /// The first byte of a request.
        case idle
        /// The rest of a head.
        case header
        /// The rest of a body.
        case body
        /// The peer to take an answer.
        case sending
        /// The peer to close its side.
        case lingering
    }

    package let kind: Kind
    /// In microseconds of the clock that never steps back.
    package let at: Int64
}
