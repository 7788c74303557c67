/// Why a value does not fit where it came: it counts as missing and leaves a warning on the event.
package struct Misfit: Error, Equatable, Sendable {
    /// What did not fit.
    enum Kind: Sendable {
        /// A filter cannot work on what it was given.
        case work
        /// An object, an array or several values where one scalar is needed.
        case shape
    }

    /// For a person: names the filter and, shortened, the value; one line without a full stop.
    package let message: String
    let kind: Kind

    init(_ message: String, kind: Kind = .work) {
        self.message = message
        self.kind = kind
    }

    /// A filter was given what it cannot use.
    static func unusable(_ value: Value, by filter: FilterName, _ reason: String) -> Misfit {
        Misfit("\(filter.rawValue): \(value.sample) \(reason)")
    }

    /// A filter of scalars was given an object or an array.
    static func container(_ value: Value, for filter: FilterName) -> Misfit {
        Misfit("\(filter.rawValue): \(value.sample) is no single value", kind: .shape)
    }

    /// A place was given an object or an array.
    static func container(_ value: Value) -> Misfit {
        Misfit("selects \(value.sample), not a single value", kind: .shape)
    }

    /// A place that takes one value was given several.
    static func several(_ count: Int) -> Misfit {
        Misfit("selects \(count) values where one is needed", kind: .shape)
    }

    /// A filter would make more values than can be spared.
    static func tooMany(_ count: Int, by filter: FilterName) -> Misfit {
        Misfit("\(filter.rawValue): it makes more than \(count) values")
    }

    /// A number that exact arithmetic does not hold, or whose result it does not.
    static func tooManyDigits(_ value: Value, for filter: FilterName) -> Misfit {
        .unusable(value, by: filter, "needs more digits than can be reckoned with exactly")
    }

    /// A sum does not fit a decimal.
    static var sumTooLong: Misfit {
        Misfit("sum: the total needs more digits than can be reckoned with exactly")
    }

    /// A template would make a text longer than any that is sent.
    static var templateTooLong: Misfit {
        Misfit("the text becomes longer than \(TextFilters.longestText >> 20) MiB")
    }

    /// A filter would make a text longer than any that is sent.
    static func tooLong(for filter: FilterName) -> Misfit {
        Misfit("\(filter.rawValue): the text becomes longer than \(TextFilters.longestText >> 20) MiB")
    }
}
