/// The functions of RFC 9535 section 2.4, and those that the mapping language adds.
enum QueryFunction: String, CaseIterable, Sendable {
    case length
    case count
    case match
    case search
    case value
    case present
    case number
    case lower

    /// The types that an argument may be declared to have; no function takes a LogicalType.
    enum ParameterType: Sendable {
        case value
        case nodes
    }

    var parameters: [ParameterType] {
        switch self {
        case .length, .number, .lower: [.value]
        case .count, .value, .present: [.nodes]
        case .match, .search: [.value, .value]
        }
    }

    /// The functions that a dialect knows.
    static func known(in dialect: QueryDialect) -> [QueryFunction] {
        switch dialect {
        case .rfc9535: [.length, .count, .match, .search, .value]
        case .mapping: allCases
        }
    }
}
