internal import Linux

/// What is logged, and how.
struct LogConfiguration: Sendable {
    var level = LogLevel.info
    /// nil: text on a terminal, logfmt otherwise.
    var format: LogFormat?
}
