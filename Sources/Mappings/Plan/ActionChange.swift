package import Domain

/// What would change about the actions of one name, over all events of a plan.
package struct ActionChange: Equatable, Sendable {
    /// The name that they would have; of those that vanish, the one that they had.
    package let name: String
    /// How many would be new.
    package private(set) var appearing = 0
    /// How many would be no more.
    package private(set) var vanishing = 0
    /// How many had another name, by that name.
    package private(set) var renamed: [String: Int] = [:]
    /// How many would be as they were.
    package private(set) var unchanged = 0
    /// How many would have other fields.
    package private(set) var changed = 0
    /// In the order in which they were met.
    package private(set) var fields: [FieldChange] = []
    /// The newest event in which one would appear or vanish, or be renamed; nil when none would.
    package private(set) var example: EventID?

    private var places: [String: Int] = [:]

    init(name: String) {
        self.name = name
    }

    /// Whether anything would be different.
    package var isChange: Bool { appearing + vanishing + changed > 0 || !renamed.isEmpty }

    mutating func appears(in event: EventID) {
        appearing += 1
        example = example ?? event
    }

    mutating func vanishes(from event: EventID) {
        vanishing += 1
        example = example ?? event
    }

    /// Compares an action with the one that it was.
    mutating func compare(_ before: PlannedAction, _ after: PlannedAction, in event: EventID) {
        if before.name != after.name {
            renamed[before.name, default: 0] += 1
            example = example ?? event
        }
        var differs = false
        func note(_ field: String, _ old: String?, _ new: String?) {
            guard old != new else { return }
            differs = true
            let place = places[field] ?? fields.count
            if place == fields.count {
                places[field] = place
                fields.append(FieldChange(field: field))
            }
            fields[place].add(old, new, in: event)
        }
        note("(project)", before.project, after.project)
        if before.payload != after.payload {
            let (old, new) = (PayloadFields(before.payload), PayloadFields(after.payload))
            for name in new.names { note(name, old.values[name], new.values[name]) }
            for name in old.names where new.values[name] == nil { note(name, old.values[name], nil) }
        }
        if differs { changed += 1 } else if before.name == after.name { unchanged += 1 }
    }
}
