internal import JSONPath
internal import Linux

/// Checks the filters of one text and their arguments, and makes what is run.
struct FilterCompiler {
    /// An argument as it was read.
    struct Argument {
        let content: FilterArgument
        /// Which bytes of the text.
        let range: Range<Int>
    }

    let tables: [String: LookupTable]
    let zones: TimeZones
    let timezone: TimeZone
    var problems: [ExpressionProblem] = []
    /// The lookups that the filters name.
    var usedLookups: Set<String> = []
    /// Whether a filter takes a lookup's name from the event.
    var usesAnyLookup = false

    /// The filter; nil when an argument is wrong, which is reported.
    mutating func compile(_ name: FilterName, _ range: Range<Int>, _ arguments: [Argument]) -> Filter? {
        guard name.argumentCount.contains(arguments.count) else {
            reportCount(name, range, arguments)
            return nil
        }
        switch name {
        case .default: return .fallback(arguments[0].content)
        case .replace:
            let old = operand(arguments[0], .pattern, for: name)
            let new = operand(arguments[1], .text, for: name)
            return both(old, new) { .replace($0, $1) }
        case .split: return operand(arguments[0], .pattern, for: name).map { .split($0) }
        case .truncate: return operand(arguments[0], .length, for: name).map { .truncate($0) }
        case .capture: return pattern(arguments[0]).map { .capture($0) }
        case .lookup:
            return table(arguments[0]).map { .lookup($0, otherwise: arguments.count > 1 ? arguments[1].content : nil) }
        case .round:
            guard let places = arguments.first else { return .integer }
            return operand(places, .integer, for: name).map { .round($0) }
        case .plus: return operand(arguments[0], .number, for: name).map { .plus($0) }
        case .minus: return operand(arguments[0], .number, for: name).map { .minus($0) }
        case .times: return operand(arguments[0], .number, for: name).map { .times($0) }
        case .divide: return operand(arguments[0], .divisor, for: name).map { .divide($0) }
        case .cents:
            guard let currency = arguments.first else { return .cents(.constant(2)) }
            return operand(currency, .currency, for: name).map { .cents($0) }
        case .date: return date(arguments)
        case .json:
            guard let query = arguments.first else { return .json(nil) }
            return innerQuery(query).map { .json($0) }
        case .join: return operand(arguments[0], .text, for: name).map { .join($0) }
        default: return simple(name)
        }
    }

    /// A filter that takes no arguments.
    private func simple(_ name: FilterName) -> Filter {
        switch name {
        case .trim: .trim
        case .lower: .lower
        case .upper: .upper
        case .slug: .slug
        case .sha256: .sha256
        case .number: .number
        case .integer: .integer
        case .boolean: .boolean
        case .text: .text
        case .first: .first
        case .last: .last
        case .count: .count
        case .sum: .sum
        case .min: .min
        case .max: .max
        case .sort: .sort
        case .unique: .unique
        case .compact: .compact
        case .default, .replace, .split, .truncate, .capture, .lookup, .round, .plus, .minus, .times, .divide, .cents,
            .date, .json, .join:
            preconditionFailure("\(name) takes arguments")
        }
    }

    private func both<First, Second>(
        _ first: First?,
        _ second: Second?,
        _ make: (First, Second) -> Filter
    ) -> Filter? {
        guard let first, let second else { return nil }
        return make(first, second)
    }

    /// An argument as its filter uses it; nil, and reported, for a literal that can never work.
    mutating func operand<Content>(
        _ argument: Argument,
        _ reader: OperandReader<Content>,
        for name: FilterName
    ) -> Operand<Content>? {
        switch argument.content {
        case .query(let query):
            return .query(query, reader)
        case .literal(let value):
            if let content = reader.read(value) { return .constant(content) }
            report(.invalidArgument, argument.range, "\(name.rawValue): \(value.sample) is not \(reader.wanted)")
            return nil
        }
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ range: Range<Int>,
        _ message: String,
        suggestion: String? = nil
    ) {
        problems.append(ExpressionProblem(code, range, message, suggestion: suggestion))
    }

    mutating func reportUnknown(_ word: String, _ range: Range<Int>) {
        let meant = FilterName.meant(by: word) { Spelling.nearest($0, among: $1) }
        report(.unknownFilter, range, "unknown filter '\(word)'", suggestion: meant)
    }

    private mutating func reportCount(_ name: FilterName, _ range: Range<Int>, _ arguments: [Argument]) {
        let most = name.argumentCount.upperBound
        guard most > 0 else {
            let end = arguments.last?.range.upperBound ?? range.upperBound
            return report(.invalidArgument, range.lowerBound..<end, "the filter '\(name.rawValue)' takes no argument")
        }
        let place = arguments.count > most ? arguments[most].range : range
        let given = arguments.isEmpty ? "none" : "\(arguments.count)"
        let wanted = name.argumentCount.count == 1 ? "\(most)" : "\(name.argumentCount.lowerBound) to \(most)"
        let noun = wanted == "1" ? "argument" : "arguments"
        let message = "the filter '\(name.rawValue)' takes \(wanted) \(noun), not \(given): write \(name.usage)"
        report(.invalidArgument, place, message)
    }
}
