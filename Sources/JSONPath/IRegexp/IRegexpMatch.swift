/// Where a pattern was found in a text.
package struct IRegexpMatch: Equatable, Sendable {
    /// UTF-8 offsets of the whole match.
    package let range: Range<Int>
    /// UTF-8 offsets of what the pattern's first group matched last; nil without a group, or when it took no part.
    package let firstGroup: Range<Int>?
}
