import Domain
import Foundation
import JSON
import Linux
import TestSupport
import Testing

@testable import Mappings

struct ShippedMappingTests {
    static let folder = Repository.path("mappings")

    static let files = (try? MappingFolder.files(in: folder)) ?? []

    @Test func `the four sources are served`() {
        #expect(Self.files.map(\.source.text) == ["involve-me", "perspective", "poltio", "qualifio"])
    }

    @Test(arguments: files)
    func `nothing is to be reported, and its tests pass`(file: MappingFile) throws {
        let (mapping, diagnostics) = file.load(zones: TimeZones())
        #expect(diagnostics.map(\.text) == [])
        let (tests, testDiagnostics) = file.loadTests()
        #expect(testDiagnostics.map(\.text) == [])
        let report = try #require(tests).run(on: try #require(mapping))
        #expect(report.failureText == "")
        #expect(report.passed > 4)
    }

    @Test(arguments: files)
    func `every sample is in a test`(file: MappingFile) throws {
        let samples = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/samples/\(file.source)")
        let tests = try String(contentsOfFile: try #require(file.testPath), encoding: .utf8)
        for sample in samples { #expect(tests.contains("samples/\(file.source)/\(sample)")) }
    }

    @Test(arguments: files)
    func `the purchase that it shows in a comment is right`(file: MappingFile) throws {
        var lines = try String(contentsOfFile: file.path, encoding: .utf8).components(separatedBy: "\n")
        let start = try #require(lines.lastIndex { $0.hasPrefix("    // {") })
        let end = try #require(lines.lastIndex { $0.hasPrefix("    // }") })
        for place in start...end { lines[place] = lines[place].replacingOccurrences(of: "    // ", with: "    ") }
        let above = try #require(lines[..<start].lastIndex { $0 == "    }" })
        lines[above] = "    },"
        let text = lines.joined(separator: "\n")
        let (mapping, diagnostics) = Mapping.compile(file: file.path, bytes: Array(text.utf8))
        #expect(diagnostics.map(\.text) == [])
        #expect(try #require(mapping).actions.last?.purchase.count == 1)
    }

    /// What the mapping of a source makes of a body, as the keys that tell duplicates.
    private static func keys(_ source: String, _ body: String) throws -> [DedupeKey] {
        let file = try #require(files.first { $0.source.text == source })
        let mapping = try #require(file.load(zones: TimeZones()).mapping)
        let document = try JSONDocument(parsing: Array(body.utf8))
        return mapping.evaluate(MappingInput(body: document)).actions.map(\.dedupeKey)
    }

    @Test func `a session of Poltio that says no end counts once, and so does its lead`() throws {
        let body = """
            { "session_id": "s1", "session_start_date": "2025-02-10T11:58:33.000000Z", "session_end_date": null,
              "event_time": 1739188809, "complete_session": true, "leads": [{ "email": " Ana@example.com" }] }
            """
        let keys = try Self.keys("poltio", body)
        #expect(keys.count == 2)
        #expect(try Self.keys("poltio", body.replacing("1739188809", with: "1739189999")) == keys)
        #expect(try Self.keys("poltio", body.replacing(" Ana", with: "ana")) == keys)
        let incomplete = try Self.keys("poltio", body.replacing("true", with: "false"))
        #expect(incomplete.last == keys.last)
        #expect(incomplete.first != keys.first)
    }

    @Test func `the schema knows the keys that the compiler knows`() throws {
        let schema = try JSONDocument(parsing: try Files.read("\(Self.folder)/mapping.schema.json", limit: 1_000_000))
        defer { withExtendedLifetime(schema) {} }
        func keys(_ path: String...) -> [String] {
            var node: JSONNode? = schema.root
            for name in path { node = node?[name] }
            return node.map { $0.members.map(\.name.text).sorted() } ?? []
        }
        #expect(keys("properties") == MappingCompiler.topLevelKeys.sorted())
        #expect(keys("$defs", "action", "properties") == MappingCompiler.actionKeys.sorted())
        #expect(keys("$defs", "common", "properties") == ["dateTime", "email", "fields", "flatten", "session"])
        #expect(keys("$defs", "verify", "properties") == VerifyCompiler.keys.sorted())
        #expect(keys("$defs", "verify", "properties", "hmac", "properties") == VerifyCompiler.signatureKeys.sorted())
        #expect(keys("$defs", "purchaseItem", "properties") == MappingCompiler.purchaseKeys.sorted())
    }
}
