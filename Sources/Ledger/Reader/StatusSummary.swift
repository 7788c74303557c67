package import Domain

/// What `status` shows of the ledger, read from kept counts: it costs the same on an empty ledger and on a full one.
package struct StatusSummary: Equatable, Sendable {
    /// The forward that has been pending longest.
    package struct OldestPending: Equatable, Sendable {
        package let forward: Int64
        package let event: EventID
        package let receivedAt: Timestamp
    }

    /// The last attempt of a project that failed.
    package struct ProjectError: Equatable, Sendable {
        package let at: Timestamp
        /// nil when there was no answer.
        package let status: Int?
        package let message: String
    }

    /// The forwards of one action in one project, by state.
    package struct ActionCounts: Equatable, Sendable {
        package let action: ActionName
        package let counts: [ForwardState.Name: Int]
    }

    /// One project that forwards are owed to, or that the forwarder knows.
    package struct Project: Equatable, Sendable {
        package let name: ProjectName
        /// nil when no daemon has said anything of it yet.
        package let record: ProjectRecord?
        package let pending: Int
        /// The earliest time at which one of its forwards is due; nil when none is pending.
        package let nextDue: Timestamp?
        package let lastError: ProjectError?
        /// By name.
        package let actions: [ActionCounts]
    }

    /// The events of one source in one state.
    package struct SourceCount: Equatable, Sendable {
        package let source: SourceName
        package let state: EventState
        package let count: Int
    }

    /// All states, those without any as 0.
    package let forwards: [ForwardState.Name: Int]
    /// All states, those without any as 0.
    package let events: [EventState: Int]
    /// By source, then state; those with none left out.
    package let sources: [SourceCount]
    package let oldestPending: OldestPending?
    /// By name.
    package let projects: [Project]
    /// By source.
    package let mappings: [MappingRecord]
    /// By source; those that have not changed left out.
    package let drifts: [Drift]
    /// By source; none while no daemon runs.
    package let quiet: [QuietSource]
    /// By source; those of the last day.
    package let warned: [WarnedSource]
    /// The daemon that held the ledger last; nil when none ever did.
    package let daemon: DaemonRecord?
    package let isDaemonRunning: Bool
    /// Why the daemon that runs cannot write at the moment, with the way out; nil when it can.
    package let trouble: String?
    /// Why the daemon that runs cannot copy the ledger's log, or prune, though it takes events; nil when it can.
    package let upkeepTrouble: String?
}
