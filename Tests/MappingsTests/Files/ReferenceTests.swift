import Domain
import Foundation
import JSON
import TestSupport
import Testing

@testable import Mappings

/// Whether what `mappings/README.md` says is true.
struct ReferenceTests {
    static let text = (try? String(contentsOfFile: "\(ShippedMappingTests.folder)/README.md", encoding: .utf8)) ?? ""

    /// The texts of the fenced blocks of one language.
    static func blocks(_ language: String) -> [String] {
        text.components(separatedBy: "\n```\(language)\n").dropFirst().map { rest in
            rest.components(separatedBy: "\n```").first ?? ""
        }
    }

    struct Example: CustomTestStringConvertible {
        let value: String
        let expression: String
        let result: String

        var testDescription: String { "\(value) \(expression)" }
    }

    static let examples = blocks("filters").flatMap { $0.components(separatedBy: "\n") }.compactMap {
        line -> Example? in
        guard let arrow = line.range(of: "→"), let dollar = line.range(of: "$.x") else { return nil }
        func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }
        return Example(
            value: trimmed(line[..<dollar.lowerBound]),
            expression: trimmed(line[dollar.lowerBound..<arrow.lowerBound]),
            result: trimmed(line[arrow.upperBound...])
        )
    }

    @Test(arguments: examples)
    func `a filter gives what its example says`(example: Example) throws {
        var writer = JSONWriter()
        writer.string(example.expression)
        let mapping = try compiled(
            """
            { "verify": { "none": true }, "lookups": { "size": { "s": "Small" } },
              "actions": [ { "action": "a", "session": "s", "dateTime": 0, "fields": { "r": \(String(decoding: writer.bytes, as: UTF8.self)) } } ] }
            """
        )
        let body = try JSONDocument(parsing: Array(#"{"x":\#(example.value)}"#.utf8))
        let result = mapping.evaluate(MappingInput(body: body))
        #expect(result.warnings == [])
        let payload = String(decoding: try #require(result.actions.first).payload, as: UTF8.self)
        #expect(payload.hasSuffix(#","r":\#(example.result)}"#))
    }

    @Test(arguments: FilterName.allCases)
    func `every filter has an example`(filter: FilterName) {
        #expect(Self.examples.contains { $0.expression.contains("| \(filter.rawValue)") })
    }

    @Test func `the first mapping and its test are right`() throws {
        let blocks = Self.blocks("jsonc")
        let (tests, diagnostics) = MappingTestFile.compile(file: "t", bytes: Array(blocks[1].utf8))
        #expect(diagnostics.map(\.text) == [])
        let report = try #require(tests).run(on: try compiled(blocks[0]))
        #expect(report.failureText == "")
        let body = try JSONDocument(parsing: Array(try #require(Self.blocks("json").first).utf8))
        let result = try compiled(blocks[0]).evaluate(MappingInput(body: body))
        #expect(
            result.actions.map { String(decoding: $0.payload, as: UTF8.self) } == [
                #"{"email":"ada@example.com","dateTime":"2025-04-11T07:12:40+00:00","quiz":"Find your shoe","score":24.99,"name":"Ada","origin":"shoe quiz"}"#
            ]
        )
    }

    @Test func `the first mapping of the project's README has no mistake`() throws {
        let readme = try Repository.text("README.md").components(separatedBy: "   ```jsonc\n")
        let mapping = try #require(readme.last?.components(separatedBy: "   ```").first)
        let (_, diagnostics) = Mapping.compile(file: "my-quiz.jsonc", bytes: Array(mapping.utf8))
        #expect(readme.count == 2 && diagnostics.map(\.text) == [])
    }

    @Test(arguments: blocks("jsonc").dropFirst(2))
    func `a recipe compiles`(recipe: String) throws {
        let isAction = recipe.hasPrefix("{")
        let key = isAction ? nil : recipe.split(separator: "\"").first.map { String($0) }
        let isActionKey = ["flatten", "session", "dedupe", "email"].contains(key ?? "")
        let action =
            if isAction {
                recipe
            } else if isActionKey {
                #"{ "action": "a", "dateTime": 0, \#(recipe) }"#
            } else {
                #"{ "action": "a", "session": "s", "dateTime": 0, "fields": { \#(recipe) } }"#
            }
        _ = try compiled(#"{ "verify": { "none": true }, "actions": [\#(action)] }"#)
    }

    @Test func `every key of the language is in the reference`() {
        let keys =
            MappingCompiler.topLevelKeys + MappingCompiler.actionKeys + MappingCompiler.purchaseKeys
            + VerifyCompiler.keys
            + VerifyCompiler.signatureKeys + [
                "from", "prefix", "separator", "omit", "only", "leaf", "key", "value", "by", "window",
            ]
        for key in Set(keys) { #expect(Self.text.contains("`\(key)`") || Self.text.contains("\"\(key)\":")) }
    }
}
