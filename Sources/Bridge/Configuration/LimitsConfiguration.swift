internal import Domain

/// What a sender may use.
struct LimitsConfiguration: Sendable {
    /// Bytes of a body; at most `longestBody`.
    var body = 1 << 20
    /// Bytes of a request's line and fields.
    var headers = 16 << 10
    /// Connections at once.
    var connections = 10_000
    /// From the first byte of a request to the end of its fields.
    var headerTimeout = Interval.seconds(10)
    /// From the end of the fields to the end of the body.
    var bodyTimeout = Interval.seconds(30)
    /// Between two requests of a connection.
    var idleTimeout = Interval.seconds(75)

    /// What a body becomes while it is read takes many times its size, and one thread reads them all.
    static let longestBody = 64 << 20
}
