package import JSON
package import JSONPath

/// What expressions look at while one event is mapped, and what they leave behind.
///
/// Keeps alive the documents that values are nodes of: use values while their context lives.
package struct EvaluationContext {
    /// The body, the request and the current node.
    package var query: QueryContext
    /// What did not fit since they were taken, in order.
    package private(set) var misfits: [Misfit] = []
    /// Takes each step from the body to the values; nil costs nothing.
    package var trace: EvaluationTrace?
    /// Documents that the filter `json` has read.
    private var documents: [JSONDocument] = []

    package init(query: QueryContext, trace: EvaluationTrace? = nil) {
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

    mutating func keep(_ document: JSONDocument) {
        documents.append(document)
    }
}
