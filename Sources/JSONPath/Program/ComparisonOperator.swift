/// RFC 9535 section 2.3.5.2.2.
enum ComparisonOperator: Sendable {
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
}
