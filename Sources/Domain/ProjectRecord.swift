/// A project's state as the ledger keeps it, so that `status` sees it from another process and a new start goes on from it.
package struct ProjectRecord: Equatable, Sendable {
    package let project: ProjectName
    package let state: ProjectState.Name
    /// When the state began.
    package let since: Timestamp
    /// One sentence for a person; nil while sending.
    package let why: String?
    /// When the next forward may go out, the end of a wait that the destination asked for included; nil: at once, or
    /// not until someone acts.
    package let nextAttempt: Timestamp?
    package let pauses: PauseHistory

    package init(
        project: ProjectName,
        state: ProjectState.Name,
        since: Timestamp,
        why: String?,
        nextAttempt: Timestamp?,
        pauses: PauseHistory
    ) {
        self.project = project
        self.state = state
        self.since = since
        self.why = why
        self.nextAttempt = nextAttempt
        self.pauses = pauses
    }
}
