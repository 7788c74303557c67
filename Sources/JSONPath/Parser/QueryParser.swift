/// Reads queries, conditions and literals of RFC 9535 out of a longer text.
///
/// Each function reads, from `position` on, as long a piece as its grammar allows, and leaves `position` behind the
/// last byte that belongs to it: never behind white space. So a caller with a grammar of its own (`query | filter`)
/// goes on from there, and asks `restError` for words where nothing more should have come.
///
/// The types of functions and arguments are checked while reading (section 2.4.3): what is returned is well-typed.
/// Filter selectors, parentheses and function calls may nest 32 deep; deeper ones are refused.
package struct QueryParser: Sendable {
    let text: [UInt8]
    let dialect: QueryDialect
    /// UTF-8 offset of the next byte to read.
    package var position: Int
    var tables = ProgramTables()
    /// How many filter selectors, parentheses and function calls are open.
    var depth = 0
    /// How many filter selectors are open: in them `@` is the node tested.
    var filterDepth = 0

    static let deepestNesting = 32
    /// RFC 9535 section 2.1: integers are those of I-JSON, within ±(2^53 - 1).
    static let largestInteger = 9_007_199_254_740_991
    /// Keeps every index of the tables within 32 bits.
    static let longestText = 1_000_000

    /// A parser of the UTF-8 text, beginning at a byte offset in it.
    package init(utf8: [UInt8], at offset: Int = 0, dialect: QueryDialect) {
        precondition((0...utf8.count).contains(offset), "offset \(offset) outside a text of \(utf8.count) bytes")
        text = utf8
        position = offset
        self.dialect = dialect
    }

    package init(_ text: String, dialect: QueryDialect) {
        self.init(utf8: Array(text.utf8), dialect: dialect)
    }

    /// Reads a query: `jsonpath-query` of section 2.1.1; in the mapping dialect any root.
    package mutating func parseQuery() throws(QuerySyntaxError) -> Query {
        try begin()
        let start = position
        guard next == UInt8(ascii: "$") || (dialect == .mapping && next == UInt8(ascii: "@")) else {
            throw failure("a query begins with '$'\(dialect == .mapping ? " or '@'" : ""), not with \(found)")
        }
        let query = try parseQueryPlan()
        let plan = tables.queries[Int(query.index)]
        return Query(program: Program(tables), plan: plan, text: string(start..<position))
    }

    /// Reads a condition: `logical-expr` of section 2.3.5.1, white space before it allowed.
    package mutating func parseCondition() throws(QuerySyntaxError) -> Condition {
        try begin()
        skipBlank()
        let start = position
        let expression = tables.append(try parseLogicalExpression())
        return Condition(program: Program(tables), expression: expression, text: string(start..<position))
    }

    /// Reads a literal: text in either kind of quotes, a number, `true`, `false` or `null`.
    package mutating func parseLiteral() throws(QuerySyntaxError) -> QueryLiteral {
        try begin()
        switch try parseLiteralOperand() {
        case .text(let bytes): return .text(String(decoding: tables.bytes[bytes.range], as: UTF8.self))
        case .number(let bytes): return .number(String(decoding: tables.bytes[bytes.range], as: UTF8.self))
        case .boolean(let value): return .boolean(value)
        case .null: return .null
        case nil: throw failure("expected a text in quotes, a number, true, false or null, found \(found)")
        default: preconditionFailure("a literal is no query and no function")
        }
    }

    /// Why the text may not go on at `position`, or nil at its end.
    ///
    /// - Parameter what: what has just been read: "query" or "condition".
    package func restError(after what: String = "query") -> QuerySyntaxError? {
        guard let first = next else { return nil }
        var probe = self
        probe.skipBlank()
        guard let byte = probe.next else {
            return failure("white space stands behind the \(what); take it out", length: text.count - position)
        }
        return probe.restError(after: what, beginsWith: byte, isApart: Self.isBlank(first))
    }

    private func restError(after what: String, beginsWith byte: UInt8, isApart: Bool) -> QuerySyntaxError {
        switch byte {
        case UInt8(ascii: "-") where !isApart && position > 0 && Self.isNameCharacter(text[position - 1]):
            return failure("a name that holds '-' is written in brackets and quotes: ['first-name']")
        case UInt8(ascii: "("):
            return failure("a \(what) ends before '('; functions stand in conditions only")
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            return failure("a \(what) ends before \(found); a comparison stands in a condition or in [?…]")
        default:
            return failure("expected the end of the \(what), found \(found)", length: text.count - position)
        }
    }

    private mutating func begin() throws(QuerySyntaxError) {
        guard text.count <= Self.longestText else {
            throw failure("the text is longer than \(Self.longestText) bytes; make it shorter")
        }
        tables = ProgramTables()
        depth = 0
        filterDepth = 0
    }
}
