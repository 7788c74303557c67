/// Why an answer means that our own set-up is wrong.
package enum PauseCause: String, CaseIterable, Sendable {
    /// 401 or 403: the project's id or key is not accepted.
    case unauthorized
    /// 404: the endpoint's path is wrong, or the project is unknown.
    case notFound = "not-found"
    /// 3xx: the endpoint has moved. Redirects are never followed, for they would carry the key elsewhere.
    case redirected
    /// The project's `answers` say so of this status.
    case configured = "paused-by-answer"
}
