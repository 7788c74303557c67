internal import Domain

/// How long the ledger keeps what; nil: for ever.
struct RetentionConfiguration: Sendable {
    /// Bodies of events that are done with.
    var bodies: Interval? = .days(30)
    /// Forwards that were delivered, with their attempts.
    var delivered: Interval? = .days(90)
    /// Forwards that were given up.
    var dead: Interval?
}
