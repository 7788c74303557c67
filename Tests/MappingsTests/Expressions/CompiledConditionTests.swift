import JSON
import JSONPath
import Testing

@testable import Mappings

@Suite struct CompiledConditionTests {
    private func compile<Compiled>(
        _ json: String,
        _ body: (ValueContext, JSONNode, inout DiagnosticBag) -> Compiled?
    ) throws -> (Compiled?, [Diagnostic]) {
        let file = try JSONDocument(parsing: Array(json.utf8))
        var diagnostics = DiagnosticBag(file: "test.jsonc", bytes: Array(json.utf8))
        let compiled = withExtendedLifetime(file) { body(ValueContext(), file.root, &diagnostics) }
        return (compiled, diagnostics.diagnostics)
    }

    @Test(arguments: [
        ("$.type == 'a' && present($.id)", true), (" $.n > 1.5 ", true), ("number($.s) == 7", true),
        ("lower($.type) == 'b'", false), ("!$.none", true), ("$.list[*] == 1", false),
    ]) func `a condition holds or does not`(_ text: String, _ holds: Bool) throws {
        guard text != "$.list[*] == 1" else {
            let (compiled, problems) = try compile("\"\(text)\"") { $0.condition($1, &$2) }
            #expect(compiled == nil)
            #expect(problems.map(\.code) == [.invalidCondition])
            return
        }
        let (compiled, problems) = try compile("\"\(text)\"") { $0.condition($1, &$2) }
        #expect(problems.isEmpty)
        let body = try JSONDocument(parsing: Array(#"{"type":"a","id":1,"n":2,"s":" 7 "}"#.utf8))
        var context = EvaluationContext(query: QueryContext(body: body))
        #expect(compiled?.holds(in: &context) == holds)
    }

    @Test(arguments: [
        ("true", "wrong-type", 1), (#""$.a | trim == 'x'""#, "invalid-condition", 6), (#""""#, "invalid-condition", 2),
        (#""$.a == ""#, "invalid-condition", 9), (#""$.a != null""#, "null-comparison", 2),
    ]) func `what is wrong with a condition is reported`(_ json: String, _ code: String, _ column: Int) throws {
        let (_, problems) = try compile(json) { $0.condition($1, &$2) }
        #expect(problems.map(\.code.rawValue) == [code])
        #expect(problems.map(\.column) == [column])
    }

    @Test(arguments: [
        (#""$.a[*]""#, nil, 0), (#""@.value""#, nil, 0), (#""$request.query.*""#, nil, 0), ("5", "wrong-type", 1),
        (#""$.a | first""#, "invalid-query", 6), (#""$key""#, "invalid-query", 2), (#""a""#, "invalid-query", 2),
        (#""$.a[""#, "invalid-query", 6),
    ]) func `a bare query has no filters and selects nodes`(_ json: String, _ code: String?, _ column: Int) throws {
        let (compiled, problems) = try compile(json) { $0.query($1, &$2) }
        #expect((compiled == nil) == (code != nil))
        #expect(problems.map(\.code.rawValue) == (code.map { [$0] } ?? []))
        if code != nil { #expect(problems.map(\.column) == [column]) }
    }
}
