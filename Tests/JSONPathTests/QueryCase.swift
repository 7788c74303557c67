import JSON
import JSONPath
import Testing

/// A query, a document, and the texts of the nodes that must come out, in order.
struct QueryCase: Sendable, CustomTestStringConvertible {
    let query: String
    let document: String
    let expected: [String]

    init(_ query: String, _ document: String, _ expected: [String]) {
        self.query = query
        self.document = document
        self.expected = expected
    }

    var testDescription: String { "\(query) in \(document.prefix(60))" }

    func check(dialect: QueryDialect = .rfc9535) throws {
        let selected = try select(query, in: document, dialect: dialect)
        #expect(selected == expected, "\(query)")
    }
}

/// The texts of the nodes that a query selects in a document.
func select(_ query: String, in document: String, dialect: QueryDialect = .rfc9535) throws -> [String] {
    let document = try JSONDocument(parsing: Array(document.utf8))
    return try withExtendedLifetime(document) {
        try Query(query, dialect: dialect).nodes(in: document).map { String(decoding: $0.source, as: UTF8.self) }
    }
}

/// Whether a text is a query.
func isQuery(_ text: String, dialect: QueryDialect = .rfc9535) -> Bool {
    (try? Query(text, dialect: dialect)) != nil
}

/// Whether a condition holds for the root of a document.
func holds(_ condition: String, in document: String, dialect: QueryDialect = .mapping) throws -> Bool {
    let document = try JSONDocument(parsing: Array(document.utf8))
    var context = QueryContext(body: document)
    return try Condition(condition, dialect: dialect).holds(in: &context)
}
