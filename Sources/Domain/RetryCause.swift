/// Why a forward is tried again.
package enum RetryCause: String, CaseIterable, Sendable {
    /// No answer in time, or 408.
    case timeout
    /// 425: the destination does not want to risk a replay.
    case tooEarly = "too-early"
    /// 429: the whole project slows down.
    case throttled
    /// 5xx.
    case serverError = "server-error"
    /// No name, no route, no listener.
    case unreachable
    /// The certificate does not hold, or the handshake failed.
    case tls
    /// The connection ended before there was an answer.
    case broken
    /// A 2xx whose answer broke off: nobody can say whether the destination took it.
    case unknown
    /// Not HTTP, or a status that no answer ends with.
    case unreadable
    /// The project's `answers` say so of this status.
    case configured = "retry-by-answer"

    /// Whether the destination counts as failing, so that a row of these opens the circuit.
    ///
    /// A destination that asks us to slow down is alive.
    package var countsAsFailure: Bool { self != .throttled }
}
