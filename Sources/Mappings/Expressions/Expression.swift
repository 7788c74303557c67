internal import JSON
internal import JSONPath

/// A compiled expression: a query, or in a template a literal, and the filters that follow it.
final class Expression: Sendable {
    /// Where the expression begins.
    enum Source: Sendable {
        case query(Query)
        case literal(Value)
    }

    // Not kept as a `Source`: taking one apart touched two reference counts for every value.
    /// What it begins with; nil where that is `literal`.
    private let query: Query?
    /// The same, lent: to ask it touches no count.
    private let lentQuery: Unmanaged<Query>?
    private let literal: Value
    private let filters: [Filter]
    /// Whether there is a query, which selects nodes.
    private let selectsNodes: Bool
    /// Whether there is a query, which selects one node at most.
    private let isSingular: Bool
    /// Whether no filter makes anything of what is missing.
    private let leavesMissing: Bool
    /// Whether `slug` is all that is done with the one node that a query selects.
    private let isSlug: Bool
    /// Whether to be read as a date is all that is done with the one node that a query selects.
    private let isDate: Bool
    /// The source and each filter as they stand in the file, for a trace.
    let texts: [String]

    init(source: Source, filters: [Filter], texts: [String]) {
        switch source {
        case .query(let query): (self.query, literal) = (query, .missing)
        case .literal(let value): (query, literal) = (nil, value)
        }
        lentQuery = query.map { .passUnretained($0) }
        self.filters = filters
        self.texts = texts
        let selectsNodes = query.map { !$0.root.isValue } ?? false
        let isSingular = selectsNodes && query?.isSingular == true
        (self.selectsNodes, self.isSingular) = (selectsNodes, isSingular)
        leavesMissing = filters.allSatisfy(\.leavesMissing)
        isSlug = if filters.count == 1, case .slug = filters[0] { isSingular } else { false }
        isDate =
            if filters.count == 1, case .date(let date) = filters[0], date.format == nil { isSingular } else { false }
    }

    /// Appends the text of the value; false, and nothing is appended, when it is missing.
    func append(to bytes: inout UniqueBuffer<UInt8>, in context: inout EvaluationContext, single: Bool) -> Bool {
        if isSlug, context.trace == nil, let lentQuery {
            guard let node = lentQuery._withUnsafeGuaranteedRef({ $0.firstNode(in: &context.query) }) else {
                return false
            }
            let value = Value.node(node)
            if !value.isContainer {
                guard !value.isMissing, context.spend(on: value.size) else { return false }
                return value.withText { context.slugs.append(slugOf: $0, to: &bytes) }
            }
        }
        let value = evaluate(in: &context, single: single)
        guard !value.isMissing else { return false }
        value.append(to: &bytes)
        return true
    }

    /// The one node that the filter `date` reads without a format; nil where more is done, or where there is none.
    func nodeOfDate(in context: inout EvaluationContext) -> JSONNode? {
        guard isDate, context.trace == nil, let lentQuery else { return nil }
        return lentQuery._withUnsafeGuaranteedRef { $0.firstNode(in: &context.query) }
    }

    /// The value for a place; misfits on the way are left in the context.
    ///
    /// - Parameter single: whether the place takes one value only, so that several are a misfit.
    func evaluate(in context: inout EvaluationContext, single: Bool) -> Value {
        // Most values of most mappings are one node as it is, or missing: they take the short way, half the instructions of
        // the other.
        guard selectsNodes, context.trace == nil, let lentQuery else {
            return filtered(start(in: &context), in: &context, single: single)
        }
        if isSingular {
            let node = lentQuery._withUnsafeGuaranteedRef { $0.firstNode(in: &context.query) }
            return value(of: node, [], in: &context, single: single)
        }
        let (first, others) = lentQuery._withUnsafeGuaranteedRef { $0.selection(in: &context.query) }
        return value(of: first, others, in: &context, single: single)
    }

    /// Whether the query looks where that of another expression does, for another name.
    func isSibling(of other: Expression) -> Bool {
        guard let query, let otherQuery = other.query else { return false }
        return query.isSibling(of: otherQuery)
    }

    /// The nodes in which the query and its siblings look; to be asked only where there is a sibling.
    func holders(in context: inout EvaluationContext) -> (first: JSONNode?, others: [JSONNode]) {
        lentQuery?._withUnsafeGuaranteedRef { $0.holders(in: &context.query) } ?? (nil, [])
    }

    /// The value for a place, as `evaluate(in:single:)` has it, of an expression that is not traced.
    ///
    /// - Parameter holders: its own, or a sibling's.
    func evaluate(
        from holders: (first: JSONNode?, others: [JSONNode]),
        in context: inout EvaluationContext,
        single: Bool
    ) -> Value {
        guard let lentQuery else { preconditionFailure("what has no query has no siblings") }
        let (first, others) = lentQuery._withUnsafeGuaranteedRef { $0.selection(from: holders, in: &context.query) }
        return value(of: first, others, in: &context, single: single)
    }

    /// The value of what the query has selected.
    @inline(__always)
    private func value(
        of first: JSONNode?,
        _ others: [JSONNode],
        in context: inout EvaluationContext,
        single: Bool
    ) -> Value {
        guard let first, first.kind != .null else {
            return leavesMissing ? .missing : filtered(.missing, in: &context, single: single)
        }
        guard others.isEmpty else { return filtered(Selection(first, others), in: &context, single: single) }
        let value = Value.node(first)
        guard filters.isEmpty, !value.isContainer else { return filtered(.one(value), in: &context, single: single) }
        return value.isMissing ? .missing : value
    }

    /// What the filters make of what the expression begins with.
    @inline(never)
    private func filtered(
        _ start: Selection,
        in context: inout EvaluationContext,
        single: Bool
    ) -> Value {
        var selection = start
        var index = 0
        // The last `default` that let through what a place would refuse: it takes over if nothing mends that. Of several in
        // a row it is the first, for the others then have nothing to do.
        var standby: Int?
        while true {
            do throws(Misfit) {
                while index < filters.count {
                    if case .fallback(let argument) = filters[index] {
                        if selection.isMissing {
                            selection = try Self.fallback(argument, in: &context)
                        } else if !followsDefault(index), selection.isMisshapen(single: single) {
                            standby = index
                        }
                    } else {
                        selection = try filters[index].apply(to: selection, in: &context)
                    }
                    if let trace = context.trace { trace.add(.filter, texts[index + 1], selection.summary) }
                    index += 1
                }
                if case .several = selection, !context.spend(on: selection.size) { return .missing }
                return try selection.value(single: single)
            } catch {
                context.record(error)
                selection = .missing
                if error.kind == .shape, let place = standby {
                    index = place
                    standby = nil
                } else if index < filters.count {
                    index += 1
                } else {
                    return .missing
                }
            }
        }
    }

    private func start(in context: inout EvaluationContext) -> Selection {
        let selection =
            if let lentQuery {
                lentQuery._withUnsafeGuaranteedRef { context.select($0) }
            } else {
                Selection.one(literal)
            }
        if let trace = context.trace { trace.add(.query, texts[0], selection.summary) }
        return selection
    }

    private func followsDefault(_ index: Int) -> Bool {
        guard index > 0, case .fallback = filters[index - 1] else { return false }
        return true
    }

    private static func fallback(
        _ argument: FilterArgument,
        in context: inout EvaluationContext
    ) throws(Misfit) -> Selection {
        .one(try argument.value(for: .default, in: &context))
    }

    /// Whether the expression gives a value whatever the event.
    var isNeverMissing: Bool {
        switch filters.last {
        case .fallback(.literal(let value)): return !value.isMissing
        case .count: return true
        case nil:
            return query == nil && !literal.isMissing
        default: return false
        }
    }

    /// Every root that the expression looks at, those of its arguments left out.
    var roots: QueryRoots {
        query?.roots ?? []
    }
}
