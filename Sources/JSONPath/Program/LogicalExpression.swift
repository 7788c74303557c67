/// A condition that holds or does not (RFC 9535 section 2.3.5.1).
///
/// Indexes are entries in the program's tables.
enum LogicalExpression: Sendable {
    /// `||`: one of the expressions that the table of branches lists.
    case any(TableRange)
    /// `&&`: all of the expressions that the table of branches lists.
    case all(TableRange)
    case not(Int32)
    case comparison(ComparisonOperator, Operand, Operand)
    /// The query selects at least one node.
    case exists(query: Int32)
    /// The query selects something that is neither null nor the empty string.
    case present(query: Int32)
    /// `match` (whole) or `search` with a pattern that is constant.
    case matchesConstant(Operand, pattern: Int32, whole: Bool)
    /// `match` (whole) or `search` with a pattern that is known only when it is asked.
    case matches(Operand, pattern: Operand, whole: Bool)
    /// `match` or `search` with a constant pattern that is no I-Regexp.
    case never
}
