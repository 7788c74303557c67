import Domain
import Testing

@testable import Mappings

struct MappingCompileTests {
    @Test func `the version is the beginning of the file's SHA-256`() throws {
        let text = #"{ "verify": { "none": true }, "actions": [] }"#
        #expect(try compiled(text).version == Mapping.version(of: Array(text.utf8)))
        #expect(Mapping.version(of: Array("abc".utf8)) == "ba7816bf8f01")
    }

    @Test func `what the file says about itself`() throws {
        let mapping = try compiled(
            """
            { "description": "About", "strict": true, "otherwise": "hold", "project": "acme", "verify": { "none": true },
              "actions": [ { "action": "a", "session": 1, "dateTime": 0 },
                           { "action": "b", "session": 1, "dateTime": 0, "project": "Zeta" } ] }
            """,
            file: "mappings/x.jsonc"
        )
        #expect(mapping.file == "mappings/x.jsonc")
        #expect(mapping.description == "About")
        #expect(mapping.isStrict)
        #expect(mapping.otherwise == .held)
        #expect(mapping.projects.map(\.text) == ["Zeta", "acme"])
    }

    /// What is said of projects, of a configuration that has `default` and `team-b`, or these.
    private func projectWarnings(_ text: String, of projects: [String]? = ["default", "team-b"]) -> [String] {
        let names = projects?.compactMap { ProjectName($0) }
        return Mapping.compile(file: "f", bytes: Array(text.utf8), projects: names).diagnostics
            .filter { $0.code == .unknownProject }
            .map { "\($0.line):\($0.column) \($0.severity) \($0.message), \($0.suggestion ?? "-")" }
    }

    @Test func `a project that the configuration does not have is warned of where it is named`() {
        let file = """
            { "verify": { "none": true }, "project": "team-c", "actions": [
              { "action": "a", "session": 1, "dateTime": 0 },
              { "action": "b", "session": 1, "dateTime": 0, "project": "elsewhere" },
              { "action": "c", "session": 1, "dateTime": 0, "project": "team-b" } ] }
            """
        let kept = "what goes there is kept until it has one"
        #expect(
            projectWarnings(file) == [
                "1:42 warning the configuration has no project 'team-c': \(kept), team-b",
                "3:60 warning the configuration has no project 'elsewhere': \(kept), -",
            ]
        )
        #expect(projectWarnings(file, of: nil) == [], "no configuration is at hand")
    }

    @Test func `actions that name no project go to the default one, which must be there, too`() {
        let file = #"{ "verify": { "none": true }, "actions": [{ "action": "a", "session": 1, "dateTime": 0 }] }"#
        #expect(projectWarnings(file) == [])
        let warning =
            "1:42 warning the configuration has no project 'default': what goes there is kept until it has one, -"
        #expect(projectWarnings(file, of: ["acme"]) == [warning])
        #expect(
            projectWarnings(file.replacing(#""dateTime": 0"#, with: #""dateTime": 0, "project": "acme""#), of: ["acme"])
                == []
        )
    }

    @Test func `a name that no address can hold is an error of the file`() {
        func diagnostics(_ length: Int) -> [String] {
            let name = String(repeating: "x", count: length)
            let text = """
                { "verify": { "none": true }, "actions": [{ "action": "\(name)", "session": 1, "dateTime": 0 }] }
                """
            return Mapping.compile(file: "f", bytes: Array(text.utf8)).diagnostics.map(\.message)
        }
        #expect(diagnostics(8_000) == [])
        #expect(diagnostics(8_001) == ["an action's name has 8000 bytes at most, this one has 8001"])
    }

    @Test(arguments: [
        "", "null", "[]", "7", "{", #"{"actions":5}"#, #"{"actions":[5]}"#,
        #"{"actions":{}, "verify": 5, "common": 5, "lookups": 5}"#,
        #"{"actions":[{"fields": 5, "flatten": 5, "purchase": 5, "dedupe": 5, "when": 5, "each": 5, "action": {}, "project": 5}]}"#,
        #"{"actions":[{"action": null, "session": {}, "email": [], "dateTime": null}], "verify": {"token": 5, "hmac": 5, "basic": 5}}"#,
        "\u{FEFF}", "{\"a\":\"\\ud800\"}",
    ])
    func `whatever stands in a file is reported and breaks nothing`(text: String) {
        let (mapping, diagnostics) = Mapping.compile(file: "f", bytes: Array(text.utf8))
        #expect(mapping == nil)
        #expect(diagnostics.contains { $0.severity == .error })
        for diagnostic in diagnostics { #expect(!diagnostic.text.isEmpty) }
    }

    @Test func `bytes that are no UTF-8 are reported`() {
        let (mapping, diagnostics) = Mapping.compile(file: "f", bytes: [0x7B, 0x22, 0xFF, 0x22, 0x7D])
        #expect(mapping == nil)
        #expect(diagnostics.map(\.code) == [.invalidSyntax])
    }

    @Test func `names that only look the same are two names`() throws {
        let mapping = try compiled(
            """
            { "verify": { "none": true }, "common": { "fields": { "é": "common" } },
              "actions": [ { "action": "a", "session": 1, "dateTime": 0, "fields": { "e\u{301}": "own" } } ] }
            """
        )
        #expect(mapping.actions.map { $0.fields.count } == [2])
    }

    @Test(arguments: [
        ("session", true), ("email", true), ("dateTime", true), ("purchase_data", true), ("__x__", true),
        ("__sku__", true),
        ("_____", true), ("____", false), ("__", false), ("__x", false), ("x__", false), ("Session", false),
        ("datetime", false),
        ("sessions", false), ("", false),
    ])
    func `names that Funnelytics keeps for itself`(name: String, isReserved: Bool) {
        #expect(ReservedName.contains(name) == isReserved)
    }
}
