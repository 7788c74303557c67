/// A compiled condition: RFC 9535's logical expression, as it stands in a filter selector behind the `?`.
package struct Condition: Sendable {
    let program: Program
    let expression: Int32
    /// The condition as it was written.
    package let text: String

    /// Compiles a condition; the text must be the condition, white space around it, and nothing else.
    package init(_ text: String, dialect: QueryDialect = .mapping) throws(QuerySyntaxError) {
        var parser = QueryParser(text, dialect: dialect)
        self = try parser.parseCondition()
        if let error = parser.restError() { throw error }
    }

    init(program: Program, expression: Int32, text: String) {
        self.program = program
        self.expression = expression
        self.text = text
    }

    /// Every root that stands in the condition, its filter selectors included.
    package var roots: QueryRoots { program.tables.roots }

    /// What is valid and probably not meant.
    package var remarks: [QueryRemark] { program.tables.remarks }
}
