/// How far local clocks are from UTC, and when: a fixed offset, or the rules of a place.
package struct TimeZone: Sendable {
    /// The name it was asked for by: `Europe/Berlin`, `+02:00`, `UTC`.
    package let name: String
    private let rules: Rules

    private enum Rules: Sendable {
        case fixed(Int)
        case place(ZoneHistory)
    }

    package static let utc = TimeZone(name: "UTC", offset: 0)

    /// - Parameter offset: seconds east of Greenwich.
    package init(name: String, offset: Int) {
        self.name = name
        rules = .fixed(offset)
    }

    init(name: String, history: ZoneHistory) {
        self.name = name
        rules = .place(history)
    }

    /// Seconds east of Greenwich at a moment.
    ///
    /// - Parameter moment: seconds since 1970-01-01T00:00:00Z.
    package func offset(at moment: Int64) -> Int {
        switch rules {
        case .fixed(let offset): offset
        case .place(let history): history.offset(at: moment)
        }
    }

    /// The moment at which local clocks show `local`, and the offset then.
    ///
    /// Of a time that clocks show twice the earlier moment counts; a time that they skip is moved forward by as much
    /// as they are.
    ///
    /// - Parameter local: the local date and time, counted in seconds since 1970-01-01T00:00:00 as if it were UTC.
    package func moment(ofLocal local: Int64) -> (moment: Int64, offset: Int) {
        guard case .place(let history) = rules else {
            let offset = offset(at: 0)
            return (local - Int64(offset), offset)
        }
        // No offset is a day or more, so these two stand before and after any change that `local` is near to.
        let before = history.offset(at: local - 86_400)
        let after = history.offset(at: local + 86_400)
        let moments = (before: local - Int64(before), after: local - Int64(after))
        let holds = (
            before: history.offset(at: moments.before) == before,
            after: history.offset(at: moments.after) == after
        )
        switch holds {
        case (true, true): return before >= after ? (moments.before, before) : (moments.after, after)
        case (true, false): return (moments.before, before)
        case (false, true): return (moments.after, after)
        case (false, false): return (moments.before, history.offset(at: moments.before))
        }
    }
}
