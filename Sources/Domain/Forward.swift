/// The debt: this action must reach its project.
///
/// As the forwarder takes it from the ledger.
package struct Forward: Equatable, Sendable {
    /// The ledger's number, in order of receipt.
    package let id: Int64
    package let event: EventID
    package let project: ProjectName
    package let action: ActionName
    package let payload: [UInt8]
    package let receivedAt: Timestamp
    /// From when its age counts: its receipt, or the last time a person had it sent again.
    package let owedSince: Timestamp
    /// Attempts made so far that count.
    package let attempts: Int
    /// nil when the action names no person.
    package let lane: Lane?

    /// - Parameter owedSince: the receipt when nil.
    package init(
        id: Int64,
        event: EventID,
        project: ProjectName,
        action: ActionName,
        payload: [UInt8],
        receivedAt: Timestamp,
        owedSince: Timestamp? = nil,
        attempts: Int,
        lane: Lane?
    ) {
        self.id = id
        self.event = event
        self.project = project
        self.action = action
        self.payload = payload
        self.receivedAt = receivedAt
        self.owedSince = owedSince ?? receivedAt
        self.attempts = attempts
        self.lane = lane
    }
}
