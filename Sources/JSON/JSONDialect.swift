/// Which grammar a text is read by.
package enum JSONDialect: Sendable {
    /// RFC 8259, strictly. A byte order mark is ignored (§8.1); of a name given twice the last value counts, at the first one's place.
    case json
    /// JSON with `//` and `/* */` comments and trailing commas, for files that people write. Names given twice are all kept and reported.
    case jsonc
}
