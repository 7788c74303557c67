/// The filters there are.
enum FilterName: String, CaseIterable, Sendable {
    case `default`
    case trim, lower, upper, slug
    case replace, split, truncate, capture, lookup, sha256
    case number, integer, round, plus, minus, times, divide, cents
    case boolean, text, date, json
    case first, last, join, count, sum, min, max, sort, unique, compact

    /// How the filter is written, with an example of each argument.
    var usage: String {
        switch self {
        case .default: "default: 'text'"
        case .replace: "replace: 'old', 'new'"
        case .split: "split: ';'"
        case .truncate: "truncate: 100"
        case .capture: "capture: 'regex'"
        case .lookup: "lookup: 'table' or lookup: 'table', 'else'"
        case .round: "round or round: 2"
        case .plus: "plus: 1"
        case .minus: "minus: 1"
        case .times: "times: 100"
        case .divide: "divide: 100"
        case .cents: "cents or cents: 'USD'"
        case .date: "date or date: '%d.%m.%Y' or date: '%d.%m.%Y', 'Europe/Berlin'"
        case .json: "json or json: '$.name'"
        case .join: "join: ', '"
        default: rawValue
        }
    }

    /// How many arguments it takes.
    var argumentCount: ClosedRange<Int> {
        switch self {
        case .default, .split, .truncate, .capture, .plus, .minus, .times, .divide, .join: 1...1
        case .replace: 2...2
        case .lookup: 1...2
        case .round, .cents, .json: 0...1
        case .date: 0...2
        default: 0...0
        }
    }

    /// The filter that was probably meant: of a like spelling, or what other languages of templates call otherwise.
    static func meant(by word: String, nearest: (String, [String]) -> String?) -> String? {
        foreign[word.lowercased()]?.rawValue ?? nearest(word, allCases.map(\.rawValue))
    }

    private static let foreign: [String: FilterName] = [
        "downcase": .lower, "lowercase": .lower, "tolower": .lower, "upcase": .upper, "uppercase": .upper,
        "toupper": .upper, "strip": .trim, "slugify": .slug, "handleize": .slug, "size": .count, "length": .count,
        "uniq": .unique, "distinct": .unique, "divided_by": .divide, "multiply": .times, "mul": .times, "add": .plus,
        "subtract": .minus, "sub": .minus, "string": .text, "bool": .boolean, "float": .number, "decimal": .number,
        "int": .integer, "fallback": .default, "else": .default, "regex": .capture, "match": .capture,
        "parse_json": .json, "from_json": .json, "strptime": .date, "datetime": .date, "map": .lookup, "concat": .join,
        "total": .sum, "hash": .sha256, "minimum": .min, "maximum": .max, "sorted": .sort,
        "truncatechars": .truncate, "cut": .truncate, "gsub": .replace,
    ]
}
