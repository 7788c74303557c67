/// How many descriptors the daemon needs, and how they are shared out when there are fewer.
///
/// Forwarding and the ledger keep theirs: connections that strangers open must not stop what is owed.
struct DescriptorNeed {
    private let connections: Int
    private let others: Int

    /// The ledger's files, listeners, watches, the admin listener and the programs that read secrets and send alerts.
    private static let ownFiles = 128

    /// - Parameter connections: how many may be open at the public listeners.
    init(connections: Int, projects: [ProjectConfiguration]) {
        self.connections = connections
        // Each project keeps as many connections open as it may have requests in flight.
        others = Self.ownFiles + projects.reduce(0) { $0 + $1.concurrency }
    }

    var total: Int { connections + others }

    /// How many connections may be open when only so many descriptors are allowed.
    func connections(of allowed: Int) -> Int {
        max(1, min(connections, max(allowed - others, allowed / 2)))
    }
}
