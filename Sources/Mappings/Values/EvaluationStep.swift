/// One step from the body to a value.
package struct EvaluationStep: Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// A query was asked, or a literal taken.
        case query
        /// A filter worked.
        case filter
        /// Something did not fit; the text is the warning.
        case misfit
        /// The parts of a template were put together.
        case template
        /// One of several alternatives was tried.
        case alternative
    }

    package let kind: Kind
    /// The query, filter or template as it stands in the file.
    package let text: String
    /// What came out, shortened: JSON, or `missing`.
    package let result: String
}
