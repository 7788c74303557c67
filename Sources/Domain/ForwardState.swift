/// The life of a forward.
///
/// `sending` is known only to the forwarder, in memory: after a crash it is pending again.
package enum ForwardState: Equatable, Sendable {
    /// Owed. `dueAt` is the earliest time of the next attempt; nil while an earlier one of its lane is pending.
    case pending(dueAt: Timestamp?)
    /// The destination took it.
    case delivered(at: Timestamp)
    /// Not sent, for its dedupe key was seen before; or the destination said that it has it already.
    case duplicate(at: Timestamp)
    /// Given up, kept for a person.
    case dead(at: Timestamp, reason: DeathReason)
    /// A person decided that it is not to be sent.
    case discarded(at: Timestamp)

    /// Why a forward was given up.
    package enum DeathReason: String, CaseIterable, Sendable {
        /// The destination refused it for good.
        case rejected
        /// Older than `giveUpAfter`.
        case expired
    }

    /// The state's name in tables, commands and documents.
    package enum Name: String, CaseIterable, Sendable {
        case pending, delivered, duplicate, dead, discarded
    }

    package var name: Name {
        switch self {
        case .pending: .pending
        case .delivered: .delivered
        case .duplicate: .duplicate
        case .dead: .dead
        case .discarded: .discarded
        }
    }
}
