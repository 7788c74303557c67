/// What `$key` or `$path` is.
package enum QueryValue: Hashable, Sendable {
    /// A name, or a path, as UTF-8.
    case text([UInt8])
    /// An index.
    case index(Int)
}
