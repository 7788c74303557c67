internal import Domain

/// An event's warnings, as many as are worth keeping.
struct WarningList {
    private var kept: [EventWarning] = []
    private var leftOut = 0

    mutating func add(_ field: String, _ message: String) {
        if kept.count < MappingLimits.warnings {
            kept.append(EventWarning(field: field, message: message))
        } else {
            leftOut += 1
        }
    }

    /// The warnings in order; past the limit one more, which says how many there were.
    var list: [EventWarning] {
        guard leftOut > 0, let last = kept.last else { return kept }
        return kept + [EventWarning(field: last.field, message: "and \(leftOut) warnings more")]
    }
}
