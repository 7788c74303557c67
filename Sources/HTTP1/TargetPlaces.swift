/// Where the parts of a request target stand in its head, in bytes from the head's start.
struct TargetPlaces: Equatable, Sendable {
    var target = 0..<0
    /// Empty when an absolute target has no path, which means `/`.
    var path = 0..<0
    var query: Range<Int>?
    var host: Range<Int>?
}
