/// Filters and their arguments.
extension ExpressionParser {
    /// Reads a filter from its `|` on; nil when something is wrong with it.
    mutating func parseFilter() -> Filter? {
        let bar = position
        position += 1
        guard !take("|") else {
            problem(
                .invalidExpression,
                bar..<bar + 2,
                "'||' stands in conditions only; for the first of several values that is not missing, write a list of them"
            )
            skip(pastCommas: true)
            return nil
        }
        skipBlank()
        let start = position
        position += wordLength(at: start)
        guard position > start else {
            problem(.invalidExpression, bar..<bar + 1, "a filter's name is expected behind '|'")
            skip(pastCommas: true)
            return nil
        }
        let name = start..<position
        let arguments = parseArguments()
        let word = String(decoding: text[name], as: UTF8.self)
        guard let filter = FilterName(rawValue: word) else {
            filters.reportUnknown(word, name)
            return nil
        }
        guard let arguments else { return nil }
        return filters.compile(filter, name, arguments)
    }

    /// Reads what stands behind a filter's name; nil when something is wrong with it.
    private mutating func parseArguments() -> [FilterCompiler.Argument]? {
        let end = position
        skipBlank()
        guard take(":") else {
            position = end
            return []
        }
        var arguments: [FilterCompiler.Argument]? = []
        while true {
            skipBlank()
            if let argument = parseArgument() {
                arguments?.append(argument)
            } else {
                arguments = nil
                skip(pastCommas: false)
            }
            let end = position
            skipBlank()
            guard take(",") else {
                position = end
                return arguments
            }
        }
    }

    private mutating func parseArgument() -> FilterCompiler.Argument? {
        let start = position
        guard !isAtEnd, text[position] != UInt8(ascii: "|"), text[position] != UInt8(ascii: ",") else {
            problem(
                .invalidExpression,
                start..<start,
                "an argument is expected here: a text in quotes, a number or a query"
            )
            return nil
        }
        let content: FilterArgument?
        if text[position] == UInt8(ascii: "$") || text[position] == UInt8(ascii: "@") {
            content = parseQuery().map { .query($0) }
        } else {
            content = parseLiteral("an argument is a text in quotes, a number, true, false or a query").map {
                .literal($0)
            }
        }
        guard let content else {
            position = start
            return nil
        }
        return FilterCompiler.Argument(content: content, range: start..<position)
    }
}
