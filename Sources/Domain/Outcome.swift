/// What an attempt meant for its forward.
///
/// Made from an answer in one place, the response verdict, and closed: whoever acts on it handles every case.
package enum Outcome: Hashable, Sendable {
    /// The destination took it.
    case delivered
    /// The destination said that it has it already.
    case duplicate
    /// The destination refused this one forward for good.
    case rejected
    /// Our own set-up is wrong: the whole project stops until it is mended.
    case pause(PauseCause)
    /// To be tried again, not before `after` has passed; nil when the destination asked for nothing.
    case retry(RetryCause, after: Interval?)

    /// A bounded word without dynamic values, as attempts keep it and metrics count by it.
    package var label: String {
        switch self {
        case .delivered: "delivered"
        case .duplicate: "duplicate"
        case .rejected: "rejected"
        case .pause(let cause): cause.rawValue
        case .retry(let cause, _): cause.rawValue
        }
    }
}
