import Domain
import Foundation
import JSON
import TestSupport
import Testing

@testable import Mappings

/// One file of `Tests/Fixtures/mappings`: parts between lines of dashes.
///
/// Two parts are a mapping file and what is to be reported of it; three are a mapping file, a body and what it becomes. A
/// body that does not begin with `{` or `[` is a form; `request: {…}` lines before it are `$request`. With `RECORD=1` in
/// the environment the last part is written anew, and the test fails, so that a recording is never mistaken for a pass.
struct GoldenCase: CustomTestStringConvertible {
    let name: String
    private let url: URL
    private let parts: [String]

    static let all: [GoldenCase] = {
        let folder = Repository.root.appending(path: "Tests/Fixtures/mappings")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".case") }.sorted().compactMap {
            GoldenCase(folder.appendingPathComponent($0))
        }
    }()

    private init?(_ url: URL) {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        self.url = url
        name = url.deletingPathExtension().lastPathComponent
        parts = text.components(separatedBy: "\n----\n")
    }

    var testDescription: String { name }

    func check() throws {
        let outcome = try self.outcome()
        let expected = (parts.last ?? "").trimmingCharacters(in: .newlines)
        if ProcessInfo.processInfo.environment["RECORD"] != nil, outcome != expected {
            let text = (parts.dropLast() + [outcome + "\n"]).joined(separator: "\n----\n")
            try text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name): read it, and run again without RECORD")
            return
        }
        #expect(outcome == expected)
    }

    private func outcome() throws -> String {
        let (mapping, diagnostics) = Mapping.compile(file: "\(name).jsonc", bytes: Array(parts[0].utf8))
        let reports = diagnostics.map(\.text).joined(separator: "\n")
        guard parts.count > 2 else {
            return (reports.isEmpty ? "nothing to report" : reports)
        }
        guard let mapping else { return reports }
        var body = parts[1].trimmingCharacters(in: .newlines)
        var request: JSONDocument?
        if body.hasPrefix("request: "), let end = body.firstIndex(of: "\n") {
            request = try JSONDocument(parsing: Array(body[..<end].dropFirst(9).utf8))
            body = String(body[end...].dropFirst())
        }
        let isJSON = body.hasPrefix("{") || body.hasPrefix("[")
        let document = try BodyDecoder.decode(
            Array(body.utf8),
            type: isJSON ? nil : "application/x-www-form-urlencoded"
        )
        let result = mapping.evaluate(MappingInput(body: document, request: request), explaining: .everything)
        let plain = mapping.evaluate(MappingInput(body: document, request: request))
        #expect(plain.actions == result.actions)
        return Self.text(of: result)
    }

    static func text(of result: MappingResult) -> String {
        var lines = ["\(result.state)"]
        for action in result.actions {
            lines.append("action: \(action.name)" + (action.project.text == "default" ? "" : " → \(action.project)"))
            lines.append(String(decoding: action.payload, as: UTF8.self))
        }
        lines += result.skipped.map { "skipped: \($0.action): \($0.why)" }
        lines += result.warnings.map { "warning: \($0.field): \($0.message)" }
        lines += result.error.map { ["error: \($0.field): \($0.message)"] } ?? []
        return lines.joined(separator: "\n")
    }
}

struct GoldenCaseTests {
    @Test(arguments: GoldenCase.all)
    func `a mapping makes of a body what the case says`(golden: GoldenCase) throws {
        try golden.check()
    }

    @Test func `there are cases`() {
        #expect(GoldenCase.all.count > 50)
    }
}
