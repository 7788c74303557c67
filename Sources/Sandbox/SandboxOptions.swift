package import Domain

/// How the sandbox behaves beyond its rules.
package struct SandboxOptions: Sendable {
    package var failRate = FailRate.none
    /// How long every answer of an action waits.
    package var delay = Interval.zero
    /// A file to which every action taken is added as a line of JSON; nil: none.
    package var journalFile: String?
    package var clock: @Sendable () -> Timestamp
    package var draw: @Sendable () -> Draw

    package init(
        clock: @escaping @Sendable () -> Timestamp,
        draw: @escaping @Sendable () -> Draw = { Draw(numerator: .random(in: .min ... .max)) }
    ) {
        self.clock = clock
        self.draw = draw
    }
}
