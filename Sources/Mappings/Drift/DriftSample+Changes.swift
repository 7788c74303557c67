package import Domain

// What counts as a change. The bounds stand in README.md, "Drift and silence".
extension DriftSample {
    /// How many of the last events are looked at, or none.
    package static let recentLength = 25
    /// How many events before these are looked at, at most.
    package static let beforeLength = 400
    /// With fewer events before, nothing is said: habits take a while.
    package static let leastBefore = 50

    /// How the recent events differ from these, which came before; nil when there are too few of either.
    package func changes(in recent: DriftSample) -> [Drift.Change]? {
        guard events >= Self.leastBefore, recent.events >= Self.recentLength else { return nil }
        return actionsGone(in: recent) + fieldsEmpty(in: recent) + placesGone(in: recent) + retyped(in: recent)
            + placesNew(in: recent)
    }

    /// Nine in ten: nearly always.
    private static func isNearlyAll(_ count: Int, of total: Int) -> Bool { count * 10 >= total * 9 && count > 0 }

    private func actionsGone(in recent: DriftSample) -> [Drift.Change] {
        actions.filter { Self.isNearlyAll($0.value.events, of: events) && recent.actions[$0.key] == nil }
            .keys.sorted().map { .actionGone($0) }
    }

    private func fieldsEmpty(in recent: DriftSample) -> [Drift.Change] {
        var changes: [Drift.Change] = []
        for (name, old) in actions.sorted(by: { $0.key < $1.key }) {
            guard old.events >= Self.leastBefore, let new = recent.actions[name],
                new.events * 2 >= Self.recentLength
            else { continue }
            for (field, count) in old.fields.sorted(by: { $0.key < $1.key })
            where Self.isNearlyAll(count, of: old.events) && new.fields[field] == nil && !BodyShape.isData(field) {
                changes.append(.fieldEmpty(field, action: name))
            }
        }
        return changes
    }

    private func placesGone(in recent: DriftSample) -> [Drift.Change] {
        let gone = places.filter { Self.isNearlyAll($0.value.bodies, of: events) && recent.places[$0.key] == nil }
        return Self.topmost(gone.keys).map { .placeGone($0) }
    }

    private func placesNew(in recent: DriftSample) -> [Drift.Change] {
        let new = recent.places.filter { path, place in
            // In a quarter of the bodies, and ten times as often as before: answers that come and go are neither.
            let was = places[path]?.bodies ?? 0
            return place.bodies * 4 >= recent.events && was * recent.events * 10 <= place.bodies * events
        }
        return Self.topmost(new.keys).map { .placeNew($0) }
    }

    private func retyped(in recent: DriftSample) -> [Drift.Change] {
        var changes: [(path: String, from: BodyShape.Kind, to: BodyShape.Kind)] = []
        for (path, old) in places {
            guard let new = recent.places[path], old.bodies * 2 >= Self.leastBefore,
                new.bodies * 2 >= Self.recentLength, let from = Self.only(old), let to = Self.only(new), from != to,
                (old.kinds[to] ?? 0) * 10 <= old.bodies, new.kinds[from] == nil
            else { continue }
            changes.append((path.query(), from, to))
        }
        return changes.sorted { $0.path < $1.path }
            .map { .placeRetyped($0.path, from: $0.from.rawValue, to: $0.to.rawValue) }
    }

    /// The kind that nearly always stands at a place; nil when it is not one.
    private static func only(_ place: Place) -> BodyShape.Kind? {
        BodyShape.Kind.allCases.first { isNearlyAll(place.kinds[$0] ?? 0, of: place.bodies) }
    }

    /// The queries of those that lie below none of the others.
    private static func topmost(_ paths: some Collection<BodyPath>) -> [String] {
        let all = Set(paths)
        return all.filter { path in path.parent.map { !all.contains($0) } ?? true }.map { $0.query() }.sorted()
    }
}
