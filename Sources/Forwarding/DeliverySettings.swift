package import Domain

/// How long an attempt may take, when the next one follows, and how a wrong set-up is probed.
package struct DeliverySettings: Equatable, Sendable {
    /// From the start of an attempt to the end of its answer.
    package var timeout: Interval
    package var schedule: RetrySchedule
    /// How often a paused project is probed.
    package var pauseProbe: Interval
    /// A file of certificate authorities in PEM; nil: the system's.
    package var authorities: String?

    package init(
        timeout: Interval = .seconds(15),
        schedule: RetrySchedule = .standard,
        pauseProbe: Interval = .minutes(2),
        authorities: String? = nil
    ) {
        precondition(timeout > .zero, "an attempt without time cannot succeed")
        self.timeout = timeout
        self.schedule = schedule
        self.pauseProbe = pauseProbe
        self.authorities = authorities
    }
}
