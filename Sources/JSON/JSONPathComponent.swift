/// One step from a value to one within it.
package enum JSONPathComponent: Hashable, Sendable {
    /// Into an object.
    case name(String)
    /// Into an array, counted from 0.
    case index(Int)
}
