import JSON
import JSONPath
import Linux

@testable import Mappings

/// What a value of a mapping file makes of a body.
struct ValueTrial: Equatable {
    /// The value as JSON; nil when it is missing.
    var json: String?
    /// The messages of the misfits.
    var misfits: [String] = []

    /// Compiles and evaluates a value.
    ///
    /// - Parameters:
    ///   - value: the value as JSON, or the text of an expression.
    ///   - each: a query whose first node becomes `@`.
    static func run(
        _ value: String,
        _ body: String,
        single: Bool = false,
        each: String? = nil,
        request: String? = nil,
        timezone: String? = nil,
        lookups: String = "{}",
        trace: EvaluationTrace? = nil
    ) throws -> ValueTrial {
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "test.jsonc", bytes: Array(value.utf8)))
        let tables = try JSONDocument(parsing: Array(lookups.utf8))
        for (name, table) in tables.root.members { compiler.add(table, named: name.text) }
        if let timezone {
            let zone = try JSONDocument(parsing: Array("\"\(timezone)\"".utf8))
            compiler.setTimezone(zone.root, &diagnostics)
        }
        let compiled: CompiledValue?
        if let first = value.utf8.first, "\"[{0123456789-tfn".utf8.contains(first), !value.hasPrefix("{{") {
            let file = try JSONDocument(parsing: Array(value.utf8), dialect: .jsonc)
            compiled = withExtendedLifetime(file) { compiler.value(file.root, &diagnostics) }
        } else {
            compiled = compiler.value(value, &diagnostics)
        }
        guard let compiled, !diagnostics.hasErrors else { throw Refused(diagnostics: diagnostics.diagnostics) }
        let document = try JSONDocument(parsing: Array(body.utf8))
        let requestDocument = try request.map { try JSONDocument(parsing: Array($0.utf8)) }
        var context = EvaluationContext(query: QueryContext(body: document, request: requestDocument), trace: trace)
        if let each {
            let nodes = try Query(each, dialect: .mapping).locatedNodes(in: &context.query)
            if let first = nodes.first { context.query.enter(first) }
        }
        let result = compiled.evaluate(in: &context, single: single)
        var trial = ValueTrial(json: nil, misfits: context.takeMisfits().map(\.message))
        if !result.isMissing {
            var writer = JSONWriter()
            writer.write(result)
            trial.json = String(decoding: writer.bytes, as: UTF8.self)
        }
        return withExtendedLifetime((document, requestDocument)) { withExtendedLifetime(context) { trial } }
    }

    /// The problems of a value that does not compile; empty when it does.
    static func problems(_ value: String, lookups: String = "{}") throws -> [Diagnostic] {
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "test.jsonc", bytes: Array(value.utf8)))
        let tables = try JSONDocument(parsing: Array(lookups.utf8))
        for (name, table) in tables.root.members { compiler.add(table, named: name.text) }
        let file = try JSONDocument(parsing: Array(value.utf8), dialect: .jsonc)
        let compiled = withExtendedLifetime(file) { compiler.value(file.root, &diagnostics) }
        precondition(diagnostics.hasErrors == (compiled == nil), "a value is made exactly when nothing is wrong")
        return diagnostics.diagnostics
    }

    struct Refused: Error, CustomStringConvertible {
        let diagnostics: [Diagnostic]
        var description: String { diagnostics.map(\.text).joined(separator: "\n") }
    }
}
