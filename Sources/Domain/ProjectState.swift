/// Whether a project's forwards flow, and if not, why.
package enum ProjectState: Equatable, Sendable {
    case sending
    /// Our own set-up is wrong: one forward probes every few minutes, and no attempts are used up.
    case paused(PauseCause, since: Timestamp)
    /// The destination fails: one forward probes per retry delay.
    case circuitOpen(RetryCause, since: Timestamp)
    /// The project's id or key is not set, or the configuration does not name the project.
    case noCredentials

    /// The state's name in tables, commands and documents.
    package enum Name: String, CaseIterable, Sendable {
        case sending, paused
        case circuitOpen = "circuit-open"
        case noCredentials = "no-credentials"
    }

    package var name: Name {
        switch self {
        case .sending: .sending
        case .paused: .paused
        case .circuitOpen: .circuitOpen
        case .noCredentials: .noCredentials
        }
    }
}
