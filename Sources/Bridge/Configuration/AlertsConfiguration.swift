internal import Signatures

/// Whom to tell when something changes for the worse, and when it is well again.
struct AlertsConfiguration: Sendable {
    /// An address that alerts are posted to, or a reference to one (`env:NAME`, `file:PATH`); nil: nowhere.
    var webhook: String?
    /// A program and its arguments; empty: none.
    var command: [String] = []

    /// Whether `text` may stand for `webhook`.
    static func isWebhook(_ text: String) -> Bool {
        isReference(text) || isAddress(text)
    }

    static func isReference(_ text: String) -> Bool {
        do {
            _ = try SecretReference(text)
            return true
        } catch {
            return false
        }
    }

    /// Whether `text` is an absolute address that libcurl can post to.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        return ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
    }
}
