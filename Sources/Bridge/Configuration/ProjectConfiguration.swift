internal import Domain
internal import Forwarding

/// One Funnelytics project as configured: where to send, as whom, how fast.
struct ProjectConfiguration: Sendable {
    let name: ProjectName
    /// The "Webhook Account ID", or a reference to it (`env:NAME`, `file:PATH`).
    var id = "env:FUNNELYTICS_PROJECT_ID"
    /// A reference to the "Webhook Secret Key"; never the key itself.
    var key = "env:FUNNELYTICS_API_KEY"
    var endpoint = Endpoint.funnelytics
    /// Requests in flight at once.
    var concurrency = 8
    /// Requests a second; nil: no limit.
    var rate: RateLimit? = RateLimit(count: 20, per: .seconds(1))
    /// What an answer's status means, where it differs from the table.
    var answers: [Int: AnswerMeaning] = [:]
}
