package import Domain

/// What another version of a mapping would have made of events: the difference, action by action.
///
/// Events are added one by one, newest first.
package struct MappingPlan: Equatable, Sendable {
    /// How many events were compared.
    package private(set) var events = 0
    /// Of how many something would be different.
    package private(set) var changedEvents = 0
    /// In the order in which they were met.
    package private(set) var states: [StateChange] = []
    /// Every action that either version makes, in the order in which they were met.
    package private(set) var actions: [ActionChange] = []

    private var places: [String: Int] = [:]

    /// How alike two actions of other names must be to count as one that is renamed, of 100.
    private static let leastSimilarity = 50

    package init() {}

    package var hasChanges: Bool { changedEvents > 0 }

    /// Compares what two versions make of an event.
    package mutating func add(_ event: EventID, before: PlannedEvent, after: PlannedEvent) {
        events += 1
        if compare(event, before, after) { changedEvents += 1 }
    }

    /// - Returns: whether there is a difference that counts; the order of names in a payload does not.
    private mutating func compare(_ event: EventID, _ before: PlannedEvent, _ after: PlannedEvent) -> Bool {
        var isChange = false
        if before.state != after.state {
            isChange = true
            note(before.state, after.state, event, after.error)
        }
        var old = before.actions
        var new: [PlannedAction] = []
        // The same name first, in order; what is left over may have been renamed.
        for action in after.actions {
            if let place = old.firstIndex(where: { $0.name == action.name }) {
                let was = old.remove(at: place)
                if compare(was, action, event) { isChange = true }
            } else {
                new.append(action)
            }
        }
        for action in new {
            isChange = true
            if let place = Self.nearest(to: action, among: old) {
                let was = old.remove(at: place)
                _ = compare(was, action, event)
            } else {
                change(action.name) { $0.appears(in: event) }
            }
        }
        for action in old {
            isChange = true
            change(action.name) { $0.vanishes(from: event) }
        }
        return isChange
    }

    private mutating func compare(_ before: PlannedAction, _ after: PlannedAction, _ event: EventID) -> Bool {
        change(after.name) { change in
            let unchanged = change.unchanged
            change.compare(before, after, in: event)
            return change.unchanged == unchanged
        }
    }

    /// The place of the action that is most alike, if one is alike enough.
    private static func nearest(to action: PlannedAction, among others: [PlannedAction]) -> Int? {
        let fields = PayloadFields(action.payload)
        let similarities = others.map { PayloadFields($0.payload).similarity(to: fields) }
        guard let most = similarities.max(), most >= leastSimilarity else { return nil }
        return similarities.firstIndex(of: most)
    }

    private mutating func change<Result>(_ name: String, _ body: (inout ActionChange) -> Result) -> Result {
        let place = places[name] ?? actions.count
        if place == actions.count {
            places[name] = place
            actions.append(ActionChange(name: name))
        }
        return body(&actions[place])
    }

    private mutating func note(_ from: EventState, _ to: EventState, _ event: EventID, _ error: EventWarning?) {
        let place = states.firstIndex { $0.from == from && $0.to == to } ?? states.count
        if place == states.count {
            states.append(StateChange(from: from, to: to, example: event, error: error))
        }
        states[place].count += 1
    }
}
