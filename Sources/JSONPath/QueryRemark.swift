/// Something in a valid query or condition that is probably not meant.
package struct QueryRemark: Equatable, Sendable {
    /// What is odd about it.
    package enum Kind: Equatable, Sendable {
        /// `query != null`, the query's text inside: by RFC 9535 it holds also where the query selects nothing.
        case unequalToNull(query: String)
        /// A constant pattern that is no I-Regexp, with the reason: the function is then always false.
        case invalidPattern(reason: String)
    }

    package let kind: Kind
    /// UTF-8 offset of the comparison, or of the pattern, in the text given to the parser.
    package let offset: Int
    /// Its length in UTF-8 bytes.
    package let length: Int

    package init(kind: Kind, offset: Int, length: Int) {
        self.kind = kind
        self.offset = offset
        self.length = length
    }
}
