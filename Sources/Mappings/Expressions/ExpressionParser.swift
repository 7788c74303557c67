internal import JSONPath

/// Reads the text of a value: an expression or a template.
///
///     value      = expression / template
///     expression = query *( S "|" S filter )                ; begins with "$" or "@"
///     filter     = name [ S ":" S argument *( S "," S argument ) ]
///     argument   = literal / query
///     template   = *( text / "{{" S ( expression / literal *( S "|" S filter ) ) S "}}" )
///
/// Goes on behind a problem, so that all of them are reported at once.
struct ExpressionParser {
    let text: [UInt8]
    var position = 0
    var queries: QueryParser
    var filters: FilterCompiler
    /// Every root that stands in the text, filters' arguments included.
    private(set) var roots: QueryRoots = []
    /// Whether `}}` ends an expression.
    let isTemplate: Bool

    init(_ text: [UInt8], filters: FilterCompiler) {
        self.text = text
        self.filters = filters
        queries = QueryParser(utf8: text, dialect: .mapping)
        isTemplate = text.first != UInt8(ascii: "$") && text.first != UInt8(ascii: "@")
    }

    var problems: [ExpressionProblem] { filters.problems }

    /// Reads the whole text; nil when anything is wrong with it.
    mutating func parse() -> CompiledValue.Form? {
        let form = isTemplate ? parseTemplate() : parseExpression().map { CompiledValue.Form.expression($0) }
        return problems.contains { $0.severity == .error } ? nil : form
    }

    /// Reads an expression up to the end of the text or of the braces; nil when something is wrong with it.
    mutating func parseExpression() -> Expression? {
        let source = parseSource()
        var compiled: [Filter] = []
        var texts = [source?.text ?? ""]
        var isSound = source != nil
        while true {
            skipBlank()
            guard !isAtEnd else { break }
            guard text[position] == UInt8(ascii: "|") else {
                // What follows a source that could not be read was reported with it.
                if source != nil || !compiled.isEmpty || texts.count > 1 { reportRest() }
                isSound = false
                skip(pastCommas: true)
                continue
            }
            let start = position
            if let filter = parseFilter() {
                compiled.append(filter)
            } else {
                isSound = false
            }
            texts.append(String(decoding: text[start..<position], as: UTF8.self))
        }
        guard isSound, let source else { return nil }
        return Expression(source: source.source, filters: compiled, texts: texts)
    }

    private mutating func parseSource() -> (source: Expression.Source, text: String)? {
        skipBlank()
        let start = position
        guard !isAtEnd else {
            problem(.invalidTemplate, start..<start, "an expression is expected between '{{' and '}}'")
            return nil
        }
        let source: Expression.Source?
        if text[position] == UInt8(ascii: "$") || text[position] == UInt8(ascii: "@") {
            source = parseQuery().map { .query($0) }
        } else {
            source = parseLiteral("in braces stands a query, which begins with '$' or '@', or a text in quotes")
                .map { .literal($0) }
        }
        guard let source else {
            position = start
            skip(pastCommas: true)
            return nil
        }
        return (source, String(decoding: text[start..<position], as: UTF8.self))
    }

    mutating func parseQuery() -> Query? {
        queries.position = position
        do throws(QuerySyntaxError) {
            let query = try queries.parseQuery()
            position = queries.position
            roots.formUnion(query.roots)
            filters.report(query.remarks)
            return query
        } catch {
            filters.report(error, wayOut: wayOutOfLiteral)
            return nil
        }
    }

    /// Reads a literal.
    ///
    /// - Parameter expected: what could stand here, for the message about something else.
    mutating func parseLiteral(_ expected: String) -> Value? {
        queries.position = position
        let start = position
        do throws(QuerySyntaxError) {
            let literal = try queries.parseLiteral()
            position = queries.position
            switch literal {
            case .text(let text): return Value(text: text)
            case .number(let number): return .number(Array(number.utf8))
            case .boolean(let truth): return .boolean(truth)
            case .null:
                problem(.invalidExpression, start..<position, "null is no value: \(expected)")
                return nil
            }
        } catch {
            let word = wordLength(at: start)
            if word > 0 {
                let quoted = "'" + String(decoding: text[start..<start + word], as: UTF8.self) + "'"
                problem(.invalidExpression, start..<start + word, expected, suggestion: quoted)
            } else {
                filters.report(error)
            }
            return nil
        }
    }

    /// Reports what stands where a `|` or the end should.
    private mutating func reportRest() {
        if isFollowedDirectly, let error = restError() {
            return filters.report(error, wayOut: wayOutOfLiteral)
        }
        let end = isTemplate ? "'}}'" : "the end"
        let range = position..<position + max(1, wordLength(at: position))
        problem(.invalidExpression, range, "expected '|' and a filter, or \(end)")
    }

    /// Why the query that was just read may not go on so.
    private func restError() -> QuerySyntaxError? {
        var parser = queries
        parser.position = position
        guard let error = parser.restError() else { return nil }
        let length = max(1, wordLength(at: error.offset))
        return QuerySyntaxError(
            offset: error.offset,
            length: min(length, text.count - error.offset),
            reason: error.reason,
            suggestion: error.suggestion
        )
    }

    /// Whether what stands here is likely a part of the query before it.
    private var isFollowedDirectly: Bool {
        switch Unicode.Scalar(text[position]) {
        case "-", "(", "=", "!", "<", ">": true
        default: position > 0 && !QueryParser.isBlank(text[position - 1])
        }
    }

    /// For a text that begins with `$` or `@` and does not look like a query: how it is written.
    private var wayOutOfLiteral: String? {
        guard !isTemplate, text.count > 1 else { return nil }
        let second = text[1]
        guard second != UInt8(ascii: "."), second != UInt8(ascii: "["), second != UInt8(ascii: "|") else { return nil }
        let literal = String(decoding: text, as: UTF8.self)
        guard text.count <= 40, !text.contains(UInt8(ascii: "'")), !text.contains(UInt8(ascii: "\\")) else {
            return "a text that begins so is written {{ '…' }}"
        }
        return "if it is a text, write {{ '\(literal)' }}"
    }

    mutating func problem(_ code: DiagnosticCode, _ range: Range<Int>, _ message: String, suggestion: String? = nil) {
        filters.problems.append(ExpressionProblem(code, range, message, suggestion: suggestion))
    }
}
