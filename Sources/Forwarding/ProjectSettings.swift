package import Domain

/// One Funnelytics project as the forwarder needs it.
package struct ProjectSettings: Equatable, Sendable {
    package let name: ProjectName
    package let endpoint: Endpoint
    /// nil when the id or the key is not set, or cannot be sent: nothing is sent, everything is kept.
    package let credentials: ProjectCredentials?
    /// What is not set, in words for a person, where `credentials` is nil: `FUNNELYTICS_API_KEY`.
    package let missing: [String]
    /// What is set and cannot be sent as a header, in the same words.
    package let unusable: [String]
    /// Requests in flight at once.
    package let concurrency: Int
    /// nil: no limit.
    package let rate: RateLimit?
    /// What an answer's status means, where it differs from the table.
    package let answers: [Int: AnswerMeaning]

    package init(
        name: ProjectName,
        endpoint: Endpoint,
        credentials: ProjectCredentials?,
        missing: [String] = [],
        unusable: [String] = [],
        concurrency: Int = 8,
        rate: RateLimit? = RateLimit(count: 20, per: .seconds(1)),
        answers: [Int: AnswerMeaning] = [:]
    ) {
        precondition(concurrency > 0, "a project without concurrency sends nothing")
        self.name = name
        self.endpoint = endpoint
        self.credentials = credentials
        self.missing = missing
        self.unusable = unusable
        self.concurrency = concurrency
        self.rate = rate
        self.answers = answers
    }

    /// What is wrong with the credentials that are set, for a person; nil when nothing is.
    package var unusableText: String? {
        guard !unusable.isEmpty else { return nil }
        let names = unusable.joined(separator: " and ")
        return unusable.count == 1
            ? "\(names) is empty, begins or ends with a space, or holds a control character"
            : "\(names) are empty, begin or end with a space, or hold a control character"
    }
}
