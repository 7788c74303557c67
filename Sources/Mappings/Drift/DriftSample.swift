package import Domain
package import JSON

/// Some events of a source, counted: which places their bodies have, and which fields their actions.
package struct DriftSample {
    struct Place {
        /// In how many bodies it is.
        var bodies = 0
        /// In how many bodies something of this kind stands there.
        var kinds: [BodyShape.Kind: Int] = [:]
    }

    struct ActionFields {
        /// How many events have such an action.
        var events = 0
        /// How many of those events have the field in it.
        var fields: [String: Int] = [:]
    }

    package private(set) var events = 0
    private(set) var places: [BodyPath: Place] = [:]
    private(set) var actions: [String: ActionFields] = [:]

    private static let placeLimit = 10_000
    private static let actionLimit = 200

    package init() {}

    /// Counts an event.
    ///
    /// - Parameter actions: what the version that runs makes of it.
    package mutating func add(_ body: JSONDocument, actions made: [Action]) {
        events += 1
        for (path, kinds) in BodyShape(body).places {
            guard places[path] != nil || places.count < Self.placeLimit else { continue }
            places[path, default: Place()].bodies += 1
            for kind in kinds { places[path]?.kinds[kind, default: 0] += 1 }
        }
        for (name, actions) in Dictionary(grouping: made, by: \.name.text) {
            guard self.actions[name] != nil || self.actions.count < Self.actionLimit else { continue }
            self.actions[name, default: ActionFields()].events += 1
            for field in Set(actions.flatMap { PayloadFields($0.payload).names }) {
                self.actions[name]?.fields[field, default: 0] += 1
            }
        }
    }
}
