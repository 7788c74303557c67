/// A compiled JSONPath query (RFC 9535).
///
/// A class, for queries are handed along for every value of an event: a copy of its parts touched two reference counts.
package final class Query: Sendable {
    let program: Program
    let plan: QueryPlan
    /// The name that the last segment selects; nil where that is none of one name.
    let lastName: ByteRange?
    /// The query as it was written.
    package let text: String

    /// Compiles a query of RFC 9535; the text must be the query and nothing else.
    package convenience init(_ text: String) throws(QuerySyntaxError) {
        try self.init(text, dialect: .rfc9535)
    }

    /// Compiles a query; the text must be the query and nothing else.
    package convenience init(_ text: String, dialect: QueryDialect) throws(QuerySyntaxError) {
        var parser = QueryParser(text, dialect: dialect)
        let query = try parser.parseQuery()
        if let error = parser.restError() { throw error }
        self.init(program: query.program, plan: query.plan, text: query.text)
    }

    init(program: Program, plan: QueryPlan, text: String) {
        self.program = program
        self.plan = plan
        self.text = text
        lastName =
            if let last = plan.segments.indices.last, case .name(let name) = program.tables.segments[last] {
                name
            } else {
                nil
            }
    }

    /// What the query begins at.
    package var root: QueryRoot { plan.root }

    /// Whether the query can select no more than one node, by its form (RFC 9535: a singular query).
    package var isSingular: Bool { plan.isSingular }

    /// Every root that stands in the query, its filter selectors included.
    package var roots: QueryRoots { program.tables.roots }

    /// What is valid and probably not meant.
    package var remarks: [QueryRemark] { program.tables.remarks }
}
