/// How a log line is written.
package enum LogFormat: String, CaseIterable, Sendable {
    /// For a person at a terminal: `05:03:32 INFO    listening  address=127.0.0.1:8080`.
    case text
    /// `time=… level=info message=listening address=127.0.0.1:8080`
    case logfmt
    /// One JSON object a line.
    case json
}
