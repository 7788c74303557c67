internal import Domain
internal import Ledger

/// Whether what is owed is on its way.
enum PendingCheck {
    /// A destination that is away for a while is no person's business; one that stays away is.
    private static let patience = Interval.hours(1)

    static func findings(_ summary: StatusSummary, now: Timestamp) -> [Finding] {
        [daemon(summary, now: now), pending(summary, now: now)]
    }

    private static func daemon(_ summary: StatusSummary, now: Timestamp) -> Finding {
        guard summary.isDaemonRunning, let daemon = summary.daemon else {
            return Finding(.daemon, .warning, "no daemon is running on this ledger: funnelbridge serve")
        }
        let since = now.since(daemon.startedAt).readable
        return Finding(.daemon, .fine, "version \(daemon.version) runs as process \(daemon.pid), for \(since)")
    }

    private static func pending(_ summary: StatusSummary, now: Timestamp) -> Finding {
        guard let oldest = summary.oldestPending else { return Finding(.pending, .fine, "nothing is pending") }
        let count = summary.forwards[.pending, default: 0]
        let age = now.since(oldest.receivedAt)
        let text = "\(Counted.text(count, "forward")) pending, the oldest for \(age.readable)"
        guard summary.isDaemonRunning else {
            return Finding(.pending, .wrong, "\(text), and no daemon is running: funnelbridge serve")
        }
        return age > patience
            ? Finding(.pending, .warning, "\(text) (event \(oldest.event)): funnelbridge status says why")
            : Finding(.pending, .fine, text)
    }
}
