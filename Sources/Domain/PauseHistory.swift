/// When a project was paused, so that the time paused does not count against a forward's age.
///
/// Kept with the project's state in the ledger. Bounded: past `limit` pauses the two nearest become one, which can only
/// give a forward more time.
package struct PauseHistory: Equatable, Sendable {
    /// One pause; `end` is nil while it lasts.
    package struct Pause: Equatable, Sendable {
        package var start: Timestamp
        package var end: Timestamp?
    }

    /// How many pauses are kept.
    package static let limit = 32

    /// In order of time, not overlapping; only the last may be without an end.
    package private(set) var pauses: [Pause] = []

    package init() {}

    package var isPaused: Bool { pauses.last.map { $0.end == nil } ?? false }

    /// Begins a pause; nothing when one lasts.
    package mutating func begin(at now: Timestamp) {
        guard !isPaused else { return }
        // The clock may have stepped back.
        pauses.append(Pause(start: max(now, pauses.last?.end ?? now), end: nil))
        if pauses.count > Self.limit { mergeNearest() }
    }

    /// Ends the pause that lasts; nothing when none does.
    package mutating func end(at now: Timestamp) {
        guard isPaused, var last = pauses.popLast() else { return }
        last.end = max(now, last.start)
        pauses.append(last)
    }

    /// How much of the time from `start` to `now` was paused.
    package func timePaused(from start: Timestamp, to now: Timestamp) -> Interval {
        var sum: Int64 = 0
        for pause in pauses.reversed() {
            let from = max(pause.start, start)
            let to = min(pause.end ?? now, now)
            if to > from { sum += to.since(from).microseconds }
            if pause.start <= start { break }
        }
        return Interval(microseconds: sum)
    }

    /// Compact text, `start-end,start-end,start-` in microseconds since 1970, as the ledger keeps it.
    package var text: String {
        pauses.map { "\($0.start.microseconds)-\($0.end.map { String($0.microseconds) } ?? "")" }.joined(separator: ",")
    }

    /// The history that `text` spells, or nil.
    package init?(_ text: String) {
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let start = Int64(ends[0]), !isPaused else { return nil }
            let end = Int64(ends[1])
            guard ends[1].isEmpty || (end ?? .min) >= start, start >= pauses.last?.end?.microseconds ?? .min else {
                return nil
            }
            pauses.append(
                Pause(start: Timestamp(microseconds: start), end: end.map { Timestamp(microseconds: $0) })
            )
        }
        guard pauses.count <= Self.limit else { return nil }
    }

    private mutating func mergeNearest() {
        var nearest = 1
        for index in 1..<pauses.count where gap(before: index) < gap(before: nearest) { nearest = index }
        pauses[nearest - 1].end = pauses[nearest].end
        pauses.remove(at: nearest)
    }

    private func gap(before index: Int) -> Int64 {
        pauses[index].start.since(pauses[index - 1].end ?? pauses[index].start).microseconds
    }
}
