extension Filter {
    /// The filter's name in the language.
    var name: FilterName {
        switch self {
        case .fallback: .default
        case .trim: .trim
        case .lower: .lower
        case .upper: .upper
        case .slug: .slug
        case .replace: .replace
        case .split: .split
        case .truncate: .truncate
        case .capture: .capture
        case .lookup: .lookup
        case .sha256: .sha256
        case .number: .number
        case .integer: .integer
        case .round: .round
        case .plus: .plus
        case .minus: .minus
        case .times: .times
        case .divide: .divide
        case .cents: .cents
        case .boolean: .boolean
        case .text: .text
        case .date: .date
        case .json: .json
        case .join: .join
        case .first: .first
        case .last: .last
        case .count: .count
        case .sum: .sum
        case .min: .min
        case .max: .max
        case .sort: .sort
        case .unique: .unique
        case .compact: .compact
        }
    }

    /// The list filter without arguments that it is; nil when it is another.
    var listFilter: ListFilter? {
        switch self {
        case .first: .first
        case .last: .last
        case .count: .count
        case .sum: .sum
        case .min: .min
        case .max: .max
        case .sort: .sort
        case .unique: .unique
        case .compact: .compact
        default: nil
        }
    }

    /// The filter with the queries among its arguments asked, so that they are asked once for several values.
    ///
    /// What `lookup` gives for want of an entry is asked only where an entry wants.
    func bound(in context: inout EvaluationContext) throws(Misfit) -> Filter {
        switch self {
        case .replace(let old, let new):
            .replace(try old.bound(for: .replace, in: &context), try new.bound(for: .replace, in: &context))
        case .split(let separator): .split(try separator.bound(for: .split, in: &context))
        case .truncate(let length): .truncate(try length.bound(for: .truncate, in: &context))
        case .capture(let pattern): .capture(try pattern.bound(for: .capture, in: &context))
        case .lookup(let table, let otherwise):
            .lookup(try table.bound(for: .lookup, in: &context), otherwise: otherwise)
        case .round(let places): .round(try places.bound(for: .round, in: &context))
        case .plus(let operand): .plus(try operand.bound(for: .plus, in: &context))
        case .minus(let operand): .minus(try operand.bound(for: .minus, in: &context))
        case .times(let operand): .times(try operand.bound(for: .times, in: &context))
        case .divide(let operand): .divide(try operand.bound(for: .divide, in: &context))
        case .cents(let exponent): .cents(try exponent.bound(for: .cents, in: &context))
        case .date(let date): .date(try date.bound(in: &context))
        case .json(let query): .json(try query?.bound(for: .json, in: &context))
        default: self
        }
    }
}
