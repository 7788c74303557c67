internal import Domain
internal import Linux

extension Timestamp {
    /// What the clock of the system shows.
    static func now() -> Timestamp { Timestamp(microseconds: Clock.realtimeMicroseconds()) }
}
