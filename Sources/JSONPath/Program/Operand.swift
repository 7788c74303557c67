/// A value in a comparison or in an argument (RFC 9535: `comparable`, and arguments of ValueType).
///
/// Indexes are entries in the program's tables.
enum Operand: Sendable {
    case text(ByteRange)
    case number(ByteRange)
    case boolean(Bool)
    case null
    /// The value of the one node that a singular query selects, else Nothing; or `$key`, `$path`.
    case query(Int32)
    case length(operand: Int32)
    case count(query: Int32)
    case value(query: Int32)
    case numberOf(operand: Int32)
    case lower(operand: Int32)
}
