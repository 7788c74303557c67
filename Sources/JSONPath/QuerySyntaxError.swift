/// Why a text is no query or condition, and where.
package struct QuerySyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// UTF-8 offset in the text given to the parser, of the first byte that is wrong.
    package let offset: Int
    /// Number of UTF-8 bytes that are wrong; 0 where something is missing.
    package let length: Int
    /// Prose for a person, with a way out.
    package let reason: String
    /// The word that was probably meant, when one is near.
    package let suggestion: String?

    package init(offset: Int, length: Int, reason: String, suggestion: String? = nil) {
        self.offset = offset
        self.length = length
        self.reason = reason
        self.suggestion = suggestion
    }

    package var description: String {
        guard let suggestion else { return "at byte \(offset): \(reason)" }
        return "at byte \(offset): \(reason); did you mean '\(suggestion)'?"
    }
}
