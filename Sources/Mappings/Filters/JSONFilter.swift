internal import JSON
internal import JSONPath

/// The filter `json`: reads a text that holds JSON.
enum JSONFilter {
    /// How many documents with objects or arrays are kept for one event at most.
    static let mostDocuments = 10_000
    /// When they take so many bytes, no more are kept: the same long text may be asked for again for each of many nodes.
    private static let mostBytes = 64 << 20

    /// The text's value, or what the query selects in it, nulls dropped.
    static func read(_ value: Value, _ query: Query?, in context: inout EvaluationContext) throws(Misfit) -> Selection {
        let document: JSONDocument
        do throws(JSONParserError) {
            document = try JSONDocument(parsing: value.utf8)
        } catch {
            throw .unusable(value, by: .json, "is not JSON: \(error)")
        }
        guard let query else { return try selection([document.root], of: document, in: &context) }
        var inner = QueryContext(body: document)
        // The work that one event may cause counts together.
        inner.stepsLeft = context.query.stepsLeft
        let nodes = query.nodes(in: &inner)
        context.query.stepsLeft = inner.stepsLeft
        return try selection(nodes, of: document, in: &context)
    }

    /// Keeps the document for the sake of objects and arrays in it; scalars are taken out.
    private static func selection(
        _ nodes: [JSONNode],
        of document: JSONDocument,
        in context: inout EvaluationContext
    ) throws(Misfit) -> Selection {
        let found = nodes.filter { $0.kind != .null }
        guard found.contains(where: { $0.kind.isContainer }) else {
            // A query may select the same long text again and again, and each is copied out of the document.
            guard found.count < 2 || found.reduce(0, { $0 + Value.node($1).size }) <= TextFilters.longestText else {
                throw .tooLong(for: .json)
            }
            return Selection(found.map { Value.node($0).detached })
        }
        guard context.documentCount < mostDocuments else {
            throw Misfit("json: more than \(mostDocuments) texts that hold objects or arrays")
        }
        guard context.documentBytes <= mostBytes else {
            throw Misfit("json: the texts that hold objects or arrays take more than \(mostBytes >> 20) MiB")
        }
        context.keep(document)
        return Selection(found.map { Value.node($0) })
    }
}

extension Value {
    /// The same scalar without its document.
    var detached: Value {
        guard case .node(let node) = self else { return self }
        switch node.kind {
        case .string: return .text(utf8)
        case .number: return .number(utf8)
        case .bool: return .boolean(node.boolValue == true)
        case .null: return .missing
        case .object, .array: return self
        }
    }
}
