/// A project's "Webhook Secret Key", sent verbatim, spaces and `=` included.
///
/// Its text is in no description, so that neither a log line nor a failure can show it.
package struct APIKey: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let text: String

    /// The key, or nil when `text` is empty or holds a control character, which would end or forge a header.
    package init?(_ text: String) {
        guard HeaderValue.isSafe(text) else { return nil }
        self.text = text
    }

    package var description: String { "(hidden)" }
    package var debugDescription: String { "(hidden)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
