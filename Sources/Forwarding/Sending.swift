internal import Domain

/// A forward on its way.
struct Sending {
    let flow: ProjectFlow
    let forward: Forward
    let startedAt: Moment
    /// Whether it shows if the project flows again.
    let isProbe: Bool
}
