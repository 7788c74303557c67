internal import JSON

/// A filter without arguments that takes several values at once.
enum ListFilter {
    case first, last, count, sum, min, max, sort, unique, compact

    func apply(to selection: Selection) throws(Misfit) -> Selection {
        if case .count = self { return .one(.decimal(Decimal(selection.itemCount))) }
        let items = selection.items
        guard let first = items.first else { return .missing }
        switch self {
        case .first: return .one(first)
        case .last: return .one(items[items.count - 1])
        case .unique: return Selection(UniqueKey.firstOfEach(items))
        case .compact: return Selection(items.filter { !$0.isMissing })
        case .sort: return Selection(try Self.sorted(items))
        case .sum: return .one(.decimal(try Self.sum(of: items)))
        case .min: return .one(try Self.extreme(of: items, .min, .less))
        case .max: return .one(try Self.extreme(of: items, .max, .greater))
        case .count: preconditionFailure("count is done above")
        }
    }

    /// The values for a filter that takes scalars only; an object or array among them is a misfit.
    static func scalars(in selection: Selection, for filter: FilterName) throws(Misfit) -> [Value] {
        let items = selection.items
        try refuseContainers(in: items, filter)
        return items
    }

    /// Numbers by value, anything else by the code points of the texts, which are ordered as UTF-8 is.
    private static func sorted(_ items: [Value]) throws(Misfit) -> [Value] {
        try refuseContainers(in: items, .sort)
        let areNumbers = items.allSatisfy(\.isNumber)
        return items.enumerated()
            .sorted { left, right in
                let order =
                    areNumbers ? numberOrder(left.element, right.element) : textOrder(left.element, right.element)
                return order == .equal ? left.offset < right.offset : order == .less
            }
            .map(\.element)
    }

    private static func sum(of items: [Value]) throws(Misfit) -> Decimal {
        try refuseContainers(in: items, .sum)
        var numbers: [Decimal] = []
        numbers.reserveCapacity(items.count)
        for item in items { numbers.append(try NumberFilters.operand(item, for: .sum)) }
        guard let sum = Decimal.sum(of: numbers) else { throw .sumTooLong }
        return sum
    }

    /// The smallest or greatest number as it was written, of equal ones the first.
    private static func extreme(
        of items: [Value],
        _ filter: FilterName,
        _ wanted: NumberText.Order
    ) throws(Misfit) -> Value {
        try refuseContainers(in: items, filter)
        var best: Value?
        for item in items {
            let number = try NumberFilters.number(item, for: filter)
            if let current = best, numberOrder(number, current) != wanted { continue }
            best = number
        }
        return best ?? .missing
    }

    private static func refuseContainers(in items: [Value], _ filter: FilterName) throws(Misfit) {
        if let container = items.first(where: \.isContainer) { throw .container(container, for: filter) }
    }

    private static func numberOrder(_ left: Value, _ right: Value) -> NumberText.Order {
        left.withText { left in right.withText { right in NumberText.compare(left, right) } } ?? .equal
    }

    private static func textOrder(_ left: Value, _ right: Value) -> NumberText.Order {
        left.withText { left in
            right.withText { right in
                if left.lexicographicallyPrecedes(right) { return .less }
                return left.elementsEqual(right) ? .equal : .greater
            }
        }
    }
}
