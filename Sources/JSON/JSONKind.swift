/// What a value is.
///
/// The raw values are those of the tape's cells, without gaps.
package enum JSONKind: UInt8, Sendable {
    case null
    case bool
    case number
    case string
    case array
    case object

    /// Whether values lie within.
    package var isContainer: Bool {
        rawValue >= Self.array.rawValue
    }
}
