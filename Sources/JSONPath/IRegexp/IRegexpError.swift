/// Why a pattern is no I-Regexp, and where.
package struct IRegexpError: Error, Equatable, Sendable, CustomStringConvertible {
    /// UTF-8 offset in the pattern, of the first byte that is wrong.
    package let offset: Int
    /// Prose for a person, with a way out.
    package let reason: String

    package var description: String { "at byte \(offset) of the pattern: \(reason)" }
}
