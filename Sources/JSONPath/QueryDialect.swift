/// The language that a query is written in.
package enum QueryDialect: Sendable {
    /// RFC 9535, and nothing beside it.
    case rfc9535
    /// RFC 9535 and what the mapping language adds to it.
    ///
    /// The roots `$request`, `$key` and `$path`, a query that begins with `@` outside a filter selector, and the
    /// functions `present`, `number` and `lower`.
    case mapping
}
