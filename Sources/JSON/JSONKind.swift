/// What a value is.
///
/// The raw values are those of the tape's cells, without gaps.
@usableFromInline
package enum JSONKind: UInt8, Sendable {
    case null
    case bool
    case number
    case string
    case array
    case object

    /// Whether values lie within.
    @inlinable package var isContainer: Bool {
        self == .array || self == .object
    }

    /// Whether two kinds are the same.
    ///
    /// Written out because the one that comes with raw values goes through a protocol's witness in other targets.
    @inlinable
    package static func == (left: JSONKind, right: JSONKind) -> Bool {
        unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
    }
}
