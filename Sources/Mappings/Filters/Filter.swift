internal import JSON
internal import JSONPath

/// A compiled filter with its arguments.
///
/// The arguments lie apart (`indirect`): filters are handed along for every value, and some arguments are large.
enum Filter: Sendable {
    indirect case fallback(FilterArgument)
    case trim, lower, upper, slug
    indirect case replace(Operand<BytePattern>, Operand<[UInt8]>)
    indirect case split(Operand<BytePattern>)
    indirect case truncate(Operand<Int>)
    indirect case capture(Operand<CapturePattern>)
    indirect case lookup(Operand<LookupTable>, otherwise: FilterArgument?)
    case sha256
    case number
    case integer
    indirect case round(Operand<Int>)
    indirect case plus(Operand<Decimal>)
    indirect case minus(Operand<Decimal>)
    indirect case times(Operand<Decimal>)
    indirect case divide(Operand<Decimal>)
    indirect case cents(Operand<Int>)
    case boolean, text
    indirect case date(DateFilter)
    indirect case json(Operand<Query>?)
    case first, last, count, sum, min, max, sort, unique, compact
    indirect case join(Operand<[UInt8]>)

    /// How many values a filter makes of several at most, where it makes more of them.
    private static let mostParts = 1_000_000

    /// Whether what is missing stays so: only `default` and `count` make something of it.
    var leavesMissing: Bool {
        switch self {
        case .fallback, .count: false
        default: true
        }
    }

    /// What the filter makes of what the expression holds; `fallback` is the expression's own business.
    func apply(to selection: Selection, in context: inout EvaluationContext) throws(Misfit) -> Selection {
        guard context.spend(on: selection.size) else { return .missing }
        if let list = listFilter { return try list.apply(to: selection) }
        if case .join(let separator) = self {
            let items = try ListFilter.scalars(in: selection, for: .join)
            guard !items.isEmpty else { return .missing }
            let text = try TextFilters.join(items, with: separator.content(for: .join, in: &context))
            return .one(.text(text))
        }
        guard !selection.isMissing else { return .missing }
        switch selection {
        case .one(let value):
            guard !value.isContainer else { throw .container(value, for: name) }
            return try applied(to: value, in: &context)
        case .several(let values):
            return try applied(toEach: values, in: &context)
        }
    }

    /// Works on each of several values, of which those that become missing drop out.
    private func applied(toEach values: [Value], in context: inout EvaluationContext) throws(Misfit) -> Selection {
        if let container = values.first(where: \.isContainer) { throw .container(container, for: name) }
        let filter = try bound(in: &context)
        var results: [Value] = []
        results.reserveCapacity(values.count)
        var length = 0
        for value in values {
            switch try filter.applied(to: value, in: &context) {
            case .one(.missing): continue
            case .one(.node(let node)) where node.kind == .null: continue
            case .one(let result): results.append(result)
            case .several(let several):
                results += several
                guard results.count <= Self.mostParts else { throw .tooMany(Self.mostParts, by: name) }
            }
            if case .text(let bytes)? = results.last { length += bytes.count }
            guard length <= TextFilters.longestText else { throw .tooLong(for: name) }
        }
        return Selection(results)
    }

    private func applied(to value: Value, in context: inout EvaluationContext) throws(Misfit) -> Selection {
        switch self {
        case .split(let separator):
            return TextFilters.split(value, at: try separator.content(for: .split, in: &context))
        case .json(let query):
            return try JSONFilter.read(value, query?.content(for: .json, in: &context), in: &context)
        default:
            return .one(try scalar(value, in: &context))
        }
    }

    /// The work on one scalar that gives one scalar.
    private func scalar(_ value: Value, in context: inout EvaluationContext) throws(Misfit) -> Value {
        switch self {
        case .trim: return TextFilters.trim(value)
        case .lower: return TextFilters.lower(value)
        case .upper: return TextFilters.upper(value)
        case .slug: return .text(Slug.make(of: value))
        case .replace(let old, let new):
            let pattern = try old.content(for: .replace, in: &context)
            return try TextFilters.replace(value, pattern, with: new.content(for: .replace, in: &context))
        case .truncate(let length):
            return TextFilters.truncate(value, to: try length.content(for: .truncate, in: &context))
        case .capture(let pattern):
            return TextFilters.capture(value, try pattern.content(for: .capture, in: &context), in: &context)
        case .lookup(let table, let otherwise):
            if let entry = try table.content(for: .lookup, in: &context).entry(for: value) { return entry }
            return try otherwise?.present(for: .lookup, in: &context) ?? TextFilters.text(value)
        case .sha256: return TextFilters.sha256(value)
        case .number: return try NumberFilters.number(value)
        case .integer: return try NumberFilters.round(value, places: 0, for: .integer)
        case .round(let places):
            return try NumberFilters.round(value, places: places.content(for: .round, in: &context), for: .round)
        case .plus(let operand):
            return try NumberFilters.plus(value, operand.content(for: .plus, in: &context))
        case .minus(let operand):
            return try NumberFilters.minus(value, operand.content(for: .minus, in: &context))
        case .times(let operand):
            return try NumberFilters.times(value, operand.content(for: .times, in: &context))
        case .divide(let operand):
            return try NumberFilters.divide(value, operand.content(for: .divide, in: &context))
        case .cents(let exponent):
            return try NumberFilters.cents(value, exponent: exponent.content(for: .cents, in: &context))
        case .boolean: return try TextFilters.boolean(value)
        case .text: return TextFilters.text(value)
        case .date(let date): return try date.read(value, in: &context)
        case .fallback, .split, .json, .first, .last, .count, .sum, .min, .max, .sort, .unique, .compact, .join:
            preconditionFailure("\(name) gives more or less than one scalar")
        }
    }
}
