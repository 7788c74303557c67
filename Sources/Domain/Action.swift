/// What is to be sent to Funnelytics: a name, and the frozen bytes of its flat body.
package struct Action: Equatable, Sendable {
    package let name: ActionName
    package let project: ProjectName
    /// Compact JSON, byte for byte what every attempt sends.
    package let payload: [UInt8]
    package let dedupeKey: DedupeKey
    /// The person: `session`, else `email`, as it stands in the payload; nil when the payload has neither.
    package let lane: String?

    package init(name: ActionName, project: ProjectName, payload: [UInt8], dedupeKey: DedupeKey, lane: String?) {
        self.name = name
        self.project = project
        self.payload = payload
        self.dedupeKey = dedupeKey
        self.lane = lane
    }
}
