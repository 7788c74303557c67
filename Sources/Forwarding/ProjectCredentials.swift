/// As whom a project's forwards are sent.
package struct ProjectCredentials: Equatable, Sendable {
    /// The "Webhook Account ID".
    package let id: String
    package let key: APIKey

    /// The credentials, or nil when `id` is empty or holds a control character.
    package init?(id: String, key: APIKey) {
        guard HeaderValue.isSafe(id) else { return nil }
        self.id = id
        self.key = key
    }
}
