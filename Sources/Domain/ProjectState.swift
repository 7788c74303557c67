/// Whether a project's forwards flow, and if not, why.
package enum ProjectState: Equatable, Sendable {
    case sending
    /// Our own set-up is wrong: one forward probes every few minutes, and no attempts are used up.
    case paused(why: String)
    /// The destination fails: one forward probes per retry delay.
    case circuitOpen(why: String)
    /// The project's id or key is not set.
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

    /// One sentence for a person; nil while sending.
    package var why: String? {
        switch self {
        case .sending: nil
        case .paused(let why), .circuitOpen(let why): why
        case .noCredentials: "the project's id or key is not set: everything is kept until both are"
        }
    }
}
