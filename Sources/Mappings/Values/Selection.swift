internal import JSON

/// What an expression holds between its filters: one value, which may be missing, or several.
enum Selection {
    case one(Value)
    /// At least two, none of them null or missing; empty strings are kept.
    case several([Value])

    static let missing = Selection.one(.missing)

    /// One value, several, or missing for none at all.
    init(_ values: [Value]) {
        switch values.count {
        case 0: self = .missing
        case 1: self = .one(values[0])
        default: self = .several(values)
        }
    }

    /// Several nodes.
    init(_ first: JSONNode, _ others: [JSONNode]) {
        var values: [Value] = []
        values.reserveCapacity(others.count + 1)
        values.append(.node(first))
        for node in others { values.append(.node(node)) }
        self = .several(values)
    }

    var isMissing: Bool {
        switch self {
        case .one(let value): value.isMissing
        case .several: false
        }
    }

    /// What a list filter works on: the values, or the elements of a single array, nulls dropped.
    var items: [Value] {
        switch self {
        case .several(let values):
            return values
        case .one(.node(let node)) where node.kind == .array:
            let values = node.elements.lazy.filter { $0.kind != .null }.map { Value.node($0) }
            let items = Array(values)
            return items.count == 1 && items[0].isMissing ? [] : items
        case .one(let value):
            return value.isMissing ? [] : [value]
        }
    }

    /// About how many bytes a filter has to look at.
    var size: Int {
        switch self {
        case .one(let value): value.size
        case .several(let values): values.reduce(0) { $0 + $1.size + 8 }
        }
    }

    /// How many `items` there are.
    var itemCount: Int {
        switch self {
        case .several(let values):
            return values.count
        case .one(.node(let node)) where node.kind == .array:
            var count = 0
            for element in node.elements where element.kind != .null { count += 1 }
            return count == 1 ? items.count : count
        case .one(let value):
            return value.isMissing ? 0 : 1
        }
    }

    /// Whether a place would refuse it as it is: an object or array, or several where one is needed.
    func isMisshapen(single: Bool) -> Bool {
        switch self {
        case .one(let value): value.isContainer
        case .several(let values): single || values.contains(where: \.isContainer)
        }
    }

    /// The value for a place; several are joined with `; `.
    ///
    /// - Parameter single: whether the place takes one value only.
    func value(single: Bool) throws(Misfit) -> Value {
        switch self {
        case .one(let value):
            guard !value.isContainer else { throw .container(value) }
            return value.isMissing ? .missing : value
        case .several(let values):
            if let container = values.first(where: \.isContainer) { throw .container(container) }
            guard !single else { throw .several(values.count) }
            return .text(try TextFilters.join(values, with: Self.separator))
        }
    }

    /// What several values are joined with where no filter says otherwise.
    static let separator = Array("; ".utf8)
}
