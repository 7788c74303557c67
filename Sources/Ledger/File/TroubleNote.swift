/// What a daemon notes of trouble in its lock file, for commands, which cannot ask it.
enum TroubleNote: Equatable {
    case none
    /// Nothing is written: why, with the way out.
    case refusing(String)
    /// Events are taken, but the log is not copied or nothing is pruned: why, with the way out.
    case growing(String)

    /// Before the reason, which begins with a path; no path ends in a colon and a space.
    private static let growingPrefix = "growing: "

    /// - Parameter text: as `text` makes it.
    init(text: String) {
        if text.isEmpty {
            self = .none
        } else if text.hasPrefix(Self.growingPrefix) {
            self = .growing(String(text.dropFirst(Self.growingPrefix.count)))
        } else {
            self = .refusing(text)
        }
    }

    /// One line; empty when there is no trouble.
    var text: String {
        switch self {
        case .none: ""
        case .refusing(let reason): reason
        case .growing(let reason): Self.growingPrefix + reason
        }
    }

    /// Why nothing is written; nil when something is.
    var refusal: String? {
        if case .refusing(let reason) = self { reason } else { nil }
    }

    /// Why the ledger only grows; nil when it does not.
    var growth: String? {
        if case .growing(let reason) = self { reason } else { nil }
    }
}
