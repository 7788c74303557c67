internal import JSON
package import JSONPath

/// What expressions look at while one event is mapped, and what they leave behind.
///
/// Keeps alive the documents that values are nodes of: use values while their context lives.
package struct EvaluationContext: ~Copyable {
    /// The body, the request and the current node.
    package var query: QueryContext
    /// What did not fit since they were taken, in order.
    package private(set) var misfits: [Misfit] = []
    /// Takes each step from the body to the values; nil costs nothing.
    package var trace: EvaluationTrace?
    /// May be swapped for that of an earlier event's context.
    var slugs = SlugMemory()
    /// Documents that the filter `json` has read.
    private var documents: [JSONDocument] = []

    package init(query: consuming QueryContext, trace: EvaluationTrace? = nil) {
        self.query = query
        self.trace = trace
    }

    /// The misfits so far; the next ones are gathered anew.
    package mutating func takeMisfits() -> [Misfit] {
        guard !misfits.isEmpty else { return [] }
        defer { misfits.removeAll() }
        return misfits
    }

    mutating func record(_ misfit: Misfit) {
        misfits.append(misfit)
        trace?.add(.misfit, misfit.message, "missing")
    }

    /// What a query selects, nulls dropped.
    mutating func select(_ query: Query) -> Selection {
        if query.root.isValue {
            switch query.value(in: &self.query) {
            case .text(let name): return .one(.text(name))
            case .index(let index): return .one(.decimal(Decimal(index)))
            case nil: return .missing
            }
        }
        if query.isSingular {
            guard let node = query.firstNode(in: &self.query), node.kind != .null else { return .missing }
            return .one(.node(node))
        }
        let (first, others) = query.selection(in: &self.query)
        guard let first else { return .missing }
        return others.isEmpty ? .one(.node(first)) : Selection(first, others)
    }

    /// Counts work on so many bytes among the steps of the event; false when they are used up.
    ///
    /// A filter may work on the same long text for each of many nodes. What is evaluated when the steps are used up is
    /// missing, and `query.isExhausted` says that it must not be believed.
    mutating func spend(on bytes: Int) -> Bool {
        query.stepsLeft -= 1 + bytes >> 3
        return query.stepsLeft >= 0
    }

    var documentCount: Int { documents.count }
    /// About how many bytes the documents take.
    private(set) var documentBytes = 0

    mutating func keep(_ document: JSONDocument) {
        documents.append(document)
        documentBytes += document.size
    }
}
