internal import CLinux

/// What a poller reports about a descriptor.
package struct PollInterest: Sendable {
    let rawValue: UInt32

    /// Reported again and again as long as there is something to read.
    package static let readable = PollInterest(rawValue: EPOLLIN.rawValue)

    /// Reported once each time that bytes arrive, room to write comes back or the peer ends: the owner must remember
    /// what it has not used up.
    package static let changes = PollInterest(
        rawValue: EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    )
}
