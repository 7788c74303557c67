/// Logical expressions and comparisons (RFC 9535 section 2.3.5).
extension QueryParser {
    /// What may stand on a side of a comparison, or be a test by itself.
    enum Term {
        case literal(Operand)
        case query(ParsedQuery)
        /// A function whose result is a value.
        case value(Operand, name: String)
        /// A function whose result is a condition.
        case condition(LogicalExpression, name: String)
    }

    mutating func parseLogicalExpression() throws(QuerySyntaxError) -> LogicalExpression {
        let first = try parseConjunction()
        guard skipToOperator("|") else { return first }
        var branches = [tables.append(first)]
        repeat {
            branches.append(tables.append(try parseConjunction()))
        } while skipToOperator("|")
        return .any(tables.append(branches))
    }

    private mutating func parseConjunction() throws(QuerySyntaxError) -> LogicalExpression {
        let first = try parseBasicExpression()
        guard skipToOperator("&") else { return first }
        var branches = [tables.append(first)]
        repeat {
            branches.append(tables.append(try parseBasicExpression()))
        } while skipToOperator("&")
        return .all(tables.append(branches))
    }

    /// Moves over `||` or `&&` and the white space around it; false, and not moved, when it does not come.
    private mutating func skipToOperator(_ character: Unicode.Scalar) -> Bool {
        let start = position
        skipBlank()
        guard take(character, character) else {
            position = start
            return false
        }
        skipBlank()
        return true
    }

    /// `paren-expr`, `comparison-expr` or `test-expr`.
    private mutating func parseBasicExpression() throws(QuerySyntaxError) -> LogicalExpression {
        let start = position
        if take("!") {
            skipBlank()
            let inner =
                next == UInt8(ascii: "(") ? try parseParentheses() : try test(try parseTerm(), from: start)
            if let comparison = comparisonAhead() {
                throw failure("'!' in front of a comparison needs parentheses: !(a == b)", in: comparison)
            }
            return .not(tables.append(inner))
        }
        if next == UInt8(ascii: "(") { return try parseParentheses() }
        let left = try parseTerm()
        guard let comparison = comparisonAhead() else { return try test(left, from: start) }
        let leftRange = start..<position
        position = comparison.lowerBound
        let comparisonOperator = try parseComparisonOperator()
        skipBlank()
        let rightStart = position
        let right = try parseTerm()
        let rightRange = rightStart..<position
        let leftOperand = try operand(left, range: leftRange)
        let rightOperand = try operand(right, range: rightRange)
        if comparisonOperator == .notEqual {
            remarkNull(leftOperand, rightOperand, left: leftRange, right: rightRange)
        }
        return .comparison(comparisonOperator, leftOperand, rightOperand)
    }

    private mutating func parseParentheses() throws(QuerySyntaxError) -> LogicalExpression {
        let open = position
        try enter()
        position += 1
        skipBlank()
        let expression = try parseLogicalExpression()
        skipBlank()
        guard take(")") else {
            if next == nil { throw failure("'(' is not closed; put ')' behind the condition", in: open..<open + 1) }
            throw failure("expected '&&', '||' or ')', found \(found)")
        }
        depth -= 1
        if let comparison = comparisonAhead() {
            throw failure("parentheses hold a condition, and only values are compared; take them out", in: comparison)
        }
        return expression
    }

    /// Where the comparison operator stands that comes next, white space before it allowed.
    private func comparisonAhead() -> Range<Int>? {
        var probe = self
        probe.skipBlank()
        guard let byte = probe.next else { return nil }
        let isLong = probe.byte(at: probe.position + 1) == UInt8(ascii: "=")
        switch byte {
        case UInt8(ascii: "="): return probe.position..<probe.position + (isLong ? 2 : 1)
        case UInt8(ascii: "!") where isLong: return probe.position..<probe.position + 2
        case UInt8(ascii: "<"), UInt8(ascii: ">"): return probe.position..<probe.position + (isLong ? 2 : 1)
        default: return nil
        }
    }

    private mutating func parseComparisonOperator() throws(QuerySyntaxError) -> ComparisonOperator {
        if take("=", "=") { return .equal }
        if take("!", "=") { return .notEqual }
        if take("<", "=") { return .lessOrEqual }
        if take(">", "=") { return .greaterOrEqual }
        if take("<") { return .less }
        if take(">") { return .greater }
        throw failure("a comparison is written '==', not '='", suggestion: "==")
    }

    mutating func parseTerm() throws(QuerySyntaxError) -> Term {
        if next == UInt8(ascii: "$") || next == UInt8(ascii: "@") { return .query(try parseQueryPlan()) }
        if let literal = try parseLiteralOperand() { return .literal(literal) }
        if let byte = next, Self.isNameStart(byte) { return try parseFunction() }
        throw failure("expected a query, a function or a literal, found \(found)")
    }

    /// A term that stands as a test by itself.
    private func test(_ term: Term, from start: Int) throws(QuerySyntaxError) -> LogicalExpression {
        switch term {
        case .query(let query): return .exists(query: query.index)
        case .condition(let expression, _): return expression
        case .literal:
            throw failure("a literal alone is no condition; compare it with something", in: start..<position)
        case .value(_, let name):
            throw failure("\(name)() gives a value and no condition; compare it with something", in: start..<position)
        }
    }

    /// A term that stands where a value is needed: on a side of a comparison, or as an argument.
    func operand(_ term: Term, range: Range<Int>) throws(QuerySyntaxError) -> Operand {
        switch term {
        case .literal(let operand), .value(let operand, _): return operand
        case .condition(_, let name):
            throw failure("\(name)() is a condition by itself and no value; leave the comparison out", in: range)
        case .query(let query):
            guard query.isSingular else {
                throw failure(
                    "the query may select several nodes, and a value is needed; use names and indexes alone, or value()",
                    in: query.range
                )
            }
            if let blank = query.blankInBrackets {
                throw failure(
                    "a query that stands for a value has no white space in its brackets; take it out",
                    in: blank..<blank + 1
                )
            }
            return .query(query.index)
        }
    }

    private mutating func remarkNull(
        _ left: Operand,
        _ right: Operand,
        left leftRange: Range<Int>,
        right rightRange: Range<Int>
    ) {
        let query: Range<Int>
        switch (left, right) {
        case (.query, .null): query = leftRange
        case (.null, .query): query = rightRange
        default: return
        }
        let remark = QueryRemark(
            kind: .unequalToNull(query: string(query)),
            offset: leftRange.lowerBound,
            length: rightRange.upperBound - leftRange.lowerBound
        )
        tables.remarks.append(remark)
    }
}
