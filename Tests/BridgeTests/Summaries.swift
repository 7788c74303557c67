import Domain

@testable import Bridge
@testable import Ledger

/// What `status` reads from a ledger, with nothing in it but what a test says.
enum Summaries {
    static func summary(
        at now: Timestamp,
        forwards: [ForwardState.Name: Int] = [:],
        events: [EventState: Int] = [:],
        oldestPending: StatusSummary.OldestPending? = nil,
        projects: [StatusSummary.Project] = [],
        mappings: [MappingRecord] = [],
        isDaemonRunning: Bool = false,
        trouble: String? = nil,
        upkeepTrouble: String? = nil
    ) -> StatusSummary {
        StatusSummary(
            forwards: forwards,
            events: events,
            sources: [],
            oldestPending: oldestPending,
            projects: projects,
            mappings: mappings,
            drifts: [],
            quiet: [],
            warned: [],
            daemon: DaemonRecord(pid: 1, startedAt: now, version: "0.1.0"),
            isDaemonRunning: isDaemonRunning,
            trouble: trouble,
            upkeepTrouble: upkeepTrouble
        )
    }

    static func project(
        _ state: ProjectState.Name,
        at now: Timestamp,
        why: String?,
        pending: Int = 0,
        nextDue: Timestamp? = nil,
        lastError: StatusSummary.ProjectError? = nil,
        actions: [StatusSummary.ActionCounts] = []
    ) -> StatusSummary.Project {
        let record = ProjectRecord(
            project: .default,
            state: state,
            since: now,
            why: why,
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        return StatusSummary.Project(
            name: .default,
            record: record,
            pending: pending,
            nextDue: nextDue,
            lastError: lastError,
            actions: actions
        )
    }
}
