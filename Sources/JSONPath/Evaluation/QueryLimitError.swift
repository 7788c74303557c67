/// A query that would take more steps than evaluation may.
package struct QueryLimitError: Error, Equatable, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String {
        "the query visits too many nodes of this document; select more narrowly than by nested '..' or filters"
    }
}
