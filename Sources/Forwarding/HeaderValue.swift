/// What may stand as the value of a header (RFC 9110, section 5.5).
package enum HeaderValue {
    /// Whether `text` is not empty, begins and ends with something visible, and holds no control character.
    package static func isSafe(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return first > 0x20 && last > 0x20 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
