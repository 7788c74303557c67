/// A member's name or an element's index.
package enum NodeKey: Hashable, Sendable {
    /// The name as UTF-8.
    case name([UInt8])
    case index(Int)
}
