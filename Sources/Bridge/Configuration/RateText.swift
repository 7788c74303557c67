internal import Domain
internal import Forwarding

/// A rate as people write it: `20/s`, `300/m`, or `0` for no limit.
enum RateText: Equatable, Sendable {
    case unlimited
    case limited(RateLimit)

    static let expected = "so many a second, minute or hour, such as 20/s, or 0 for no limit"

    /// The rate that `text` spells, or nil.
    ///
    /// Units are `s`, `m` and `h`.
    init?(_ text: String) {
        if text == "0" {
            self = .unlimited
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count > 0, !parts[0].hasPrefix("+") else { return nil }
        guard ["s", "m", "h"].contains(parts[1]), let per = Interval("1" + parts[1]) else { return nil }
        self = .limited(RateLimit(count: count, per: per))
    }

    /// As the forwarder takes it: nil for no limit.
    var limit: RateLimit? {
        switch self {
        case .unlimited: nil
        case .limited(let limit): limit
        }
    }
}
