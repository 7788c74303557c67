import JSON
import Testing

@testable import Mappings

/// A mapping compiled for a test, which fails when there is anything to report of it.
func compiled(_ text: String, file: String = "test.jsonc") throws -> Mapping {
    let (mapping, diagnostics) = Mapping.compile(file: file, bytes: Array(text.utf8))
    #expect(diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    return try #require(mapping)
}

/// What a mapping with these actions makes of a body.
func evaluated(_ actions: String, _ body: String, explaining explanation: Explanation = .none) throws -> MappingResult {
    let mapping = try compiled(#"{ "verify": { "none": true }, "actions": [\#(actions)] }"#)
    let document = try JSONDocument(parsing: Array(body.utf8))
    return mapping.evaluate(MappingInput(body: document), explaining: explanation)
}
