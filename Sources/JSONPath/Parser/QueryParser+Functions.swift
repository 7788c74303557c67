/// Function expressions and their types (RFC 9535 section 2.4).
extension QueryParser {
    /// An argument that has been read, of the type that the function declares.
    private enum Argument {
        case value(Operand, range: Range<Int>)
        case nodes(query: Int32)
    }

    mutating func parseFunction() throws(QuerySyntaxError) -> Term {
        let start = position
        let name = string(takeName())
        let nameRange = start..<position
        let known = QueryFunction.known(in: dialect)
        guard next == UInt8(ascii: "(") else { throw unquoted(name, nameRange, known) }
        guard let function = known.first(where: { $0.rawValue == name }) else {
            throw failure(
                "unknown function '\(name)'; there are \(known.map(\.rawValue).joined(separator: ", "))",
                in: nameRange,
                suggestion: Spelling.nearest(name, among: known.map(\.rawValue))
            )
        }
        try enter()
        position += 1
        let arguments = try parseArguments(of: function, from: start)
        depth -= 1
        return try term(function, arguments)
    }

    private func unquoted(_ name: String, _ range: Range<Int>, _ known: [QueryFunction]) -> QuerySyntaxError {
        var probe = self
        probe.skipBlank()
        if probe.next == UInt8(ascii: "("), known.contains(where: { $0.rawValue == name }) {
            return failure("no white space stands between '\(name)' and '('; take it out", length: 1)
        }
        return failure(
            "'\(name)' is no query and no literal; a text stands in quotes: '\(name)'",
            in: range,
            suggestion: Spelling.nearest(name, among: ["true", "false", "null"])
        )
    }

    private mutating func parseArguments(
        of function: QueryFunction,
        from start: Int
    ) throws(QuerySyntaxError) -> [Argument] {
        let parameters = function.parameters
        var arguments = [Argument]()
        skipBlank()
        if !take(")") {
            while true {
                guard arguments.count < parameters.count else { throw wrongCount(function) }
                arguments.append(try parseArgument(parameters[arguments.count], of: function))
                skipBlank()
                if take(")") { break }
                guard take(",") else { throw unclosed(function) }
                skipBlank()
            }
        }
        guard arguments.count == parameters.count else {
            position = start
            throw wrongCount(function)
        }
        return arguments
    }

    private func wrongCount(_ function: QueryFunction) -> QuerySyntaxError {
        let count = function.parameters.count
        return failure("\(function.rawValue)() takes \(count == 1 ? "one argument" : "two arguments")")
    }

    private func unclosed(_ function: QueryFunction) -> QuerySyntaxError {
        switch next {
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
            UInt8(ascii: "|"):
            failure("an argument of \(function.rawValue)() is a value or a query, and no condition")
        default:
            failure("expected ',' or ')' in the arguments of \(function.rawValue)(), found \(found)")
        }
    }

    private mutating func parseArgument(
        _ type: QueryFunction.ParameterType,
        of function: QueryFunction
    ) throws(QuerySyntaxError) -> Argument {
        let start = position
        switch type {
        case .value:
            let term = try parseTerm()
            return .value(try operand(term, range: start..<position), range: start..<position)
        case .nodes:
            guard next == UInt8(ascii: "$") || next == UInt8(ascii: "@") else {
                throw failure("the argument of \(function.rawValue)() is a query, found \(found)")
            }
            let query = try parseQueryPlan()
            guard !query.root.isValue || function == .present else {
                throw failure("'\(query.root.text)' is a value and no query; compare it directly", in: query.range)
            }
            return .nodes(query: query.index)
        }
    }

    private mutating func term(_ function: QueryFunction, _ arguments: [Argument]) throws(QuerySyntaxError) -> Term {
        let name = function.rawValue
        switch (function, arguments.first, arguments.last) {
        case (.length, .value(let operand, _), _):
            return .value(.length(operand: tables.append(operand)), name: name)
        case (.number, .value(let operand, _), _):
            return .value(.numberOf(operand: tables.append(operand)), name: name)
        case (.lower, .value(let operand, _), _):
            return .value(.lower(operand: tables.append(operand)), name: name)
        case (.count, .nodes(let query), _):
            return .value(.count(query: query), name: name)
        case (.value, .nodes(let query), _):
            return .value(.value(query: query), name: name)
        case (.present, .nodes(let query), _):
            return .condition(.present(query: query), name: name)
        case (.match, .value(let text, _), .value(let pattern, let range)):
            return .condition(matching(text, pattern, range, whole: true), name: name)
        case (.search, .value(let text, _), .value(let pattern, let range)):
            return .condition(matching(text, pattern, range, whole: false), name: name)
        default:
            preconditionFailure("\(name)() was read with arguments of other types than it declares")
        }
    }

    /// A pattern that is constant is compiled here; one that is no I-Regexp makes the function false (section 2.4.6).
    private mutating func matching(
        _ text: Operand,
        _ pattern: Operand,
        _ range: Range<Int>,
        whole: Bool
    ) -> LogicalExpression {
        guard case .text(let bytes) = pattern else { return .matches(text, pattern: pattern, whole: whole) }
        do throws(IRegexpError) {
            tables.patterns.append(try IRegexp(utf8: Array(tables.bytes[bytes.range])))
            return .matchesConstant(text, pattern: Int32(tables.patterns.count - 1), whole: whole)
        } catch {
            tables.remarks.append(
                QueryRemark(
                    kind: .invalidPattern(reason: error.reason),
                    offset: range.lowerBound,
                    length: range.count
                )
            )
            return .never
        }
    }
}
