package import Domain

/// What would change about one field of one action, over all events of a plan.
package struct FieldChange: Equatable, Sendable {
    /// One event's case of it.
    package struct Example: Equatable, Sendable {
        package let event: EventID
        /// As JSON; nil when it was not there.
        package let before: String?
        /// As JSON; nil when it would not be there.
        package let after: String?
    }

    /// The output name; `purchase_data[0].__label__` within a purchase; `(project)` for where the action goes.
    package let field: String
    /// In how many actions it is new.
    package private(set) var added = 0
    /// From how many actions it would be gone.
    package private(set) var gone = 0
    /// In how many actions its value would be another.
    package private(set) var changed = 0
    /// The newest of each kind, a few.
    package private(set) var examples: [Example] = []

    private static let exampleLimit = 3

    init(field: String) {
        self.field = field
    }

    mutating func add(_ before: String?, _ after: String?, in event: EventID) {
        let kind: Int
        switch (before, after) {
        case (nil, _):
            kind = added
            added += 1
        case (_, nil):
            kind = gone
            gone += 1
        default:
            kind = changed
            changed += 1
        }
        if kind < Self.exampleLimit { examples.append(Example(event: event, before: before, after: after)) }
    }
}
