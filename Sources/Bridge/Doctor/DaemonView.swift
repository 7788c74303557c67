internal import Domain
internal import Ledger
internal import Linux

/// What the daemon that holds the ledger was started with, as far as it can be seen from here.
///
/// A service gets its secrets from its unit, and a shell does not have them: whoever asks in a shell whether a secret is
/// set wants to know of the daemon.
struct DaemonView {
    /// nil when no daemon runs.
    let daemon: DaemonRecord?
    /// The daemon's environment, else that of this process.
    let environment: [String: String]
    /// Whether a daemon runs whose environment is closed to us.
    let isHidden: Bool

    init(daemon: DaemonRecord?, environment: [String: String], isHidden: Bool) {
        self.daemon = daemon
        self.environment = environment
        self.isHidden = isHidden
    }

    /// - Parameters:
    ///   - summary: nil when the ledger cannot be read.
    ///   - own: the environment of this process.
    init(_ summary: StatusSummary?, own: [String: String]) {
        guard let summary, summary.isDaemonRunning, let daemon = summary.daemon else {
            self.init(daemon: nil, environment: own, isHidden: false)
            return
        }
        do {
            // In a container the number means another process.
            let isSame = try Process.name(of: daemon.pid) == "funnelbridge"
            let environment = isSame ? try Process.environment(of: daemon.pid) : own
            self.init(daemon: daemon, environment: environment, isHidden: !isSame)
        } catch {
            // It belongs to another user: what can be seen from here is our own.
            self.init(daemon: daemon, environment: own, isHidden: true)
        }
    }

    /// What a secret that is not found means: with a daemon whose environment is closed to us, not much.
    var stateOfMissing: Finding.State { isHidden ? .warning : .wrong }

    /// Where secrets were looked for: `in this shell`.
    var place: String {
        daemon == nil || isHidden ? "in this shell" : "for the daemon"
    }

    /// What to do about secrets that are not found.
    ///
    /// - Parameter count: how many the sentence before is about.
    func advice(count: Int = 1) -> String {
        if isHidden { return "run this as the daemon's user, to see what the daemon has" }
        let them = count == 1 ? "it" : "them"
        return daemon == nil ? "set \(them) where funnelbridge starts" : "set \(them) and restart the daemon"
    }
}
