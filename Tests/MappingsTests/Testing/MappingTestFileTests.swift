import Linux
import Testing

@testable import Mappings

struct MappingTestFileTests {
    private let mapping = """
        { "verify": { "token": "env:T" }, "actions": [
          { "action": "Quiz", "when": "$.go == 'yes'", "email": "$.email", "session": "$request.query.client", "dateTime": "$.t",
            "fields": { "score": "$.score | number", "name": "$.name" } } ] }
        """

    private func report(_ cases: String, files: [String: String] = [:]) throws -> MappingTestReport {
        let (tests, diagnostics) = MappingTestFile.compile(
            file: "quiz.test.jsonc",
            bytes: Array(#"{ "cases": [\#(cases)] }"#.utf8)
        )
        #expect(diagnostics.map(\.text) == [])
        return try #require(tests).run(on: try compiled(mapping)) { path throws(SystemError) in
            guard let text = files[path] else { throw SystemError(call: "open", code: 2, subject: path) }
            return Array(text.utf8)
        }
    }

    private func differences(_ test: String, files: [String: String] = [:]) throws -> [String] {
        try report(test, files: files).outcomes.flatMap(\.differences)
    }

    @Test func `a body as an object, a form or a file`() throws {
        let expect = #""expect": [{ "action": "Quiz", "project": "default", "payload": { "email": "a@b.c" } }]"#
        #expect(
            try report(
                """
                { "name": "object", "payload": { "go": "yes", "email": "a@b.c" }, \(expect) },
                { "name": "form", "form": "go=yes&email=a%40b.c", \(expect) },
                { "name": "file", "payload": "samples/x.json", \(expect) }
                """,
                files: ["samples/x.json": #"{"go":"yes","email":"a@b.c"}"#]
            ).failed == 0
        )
    }

    @Test func `the request, without what verify uses`() throws {
        let test =
            #"{ "name": "n", "payload": { "go": "yes" }, "request": { "query": { "client": "acme", "token": "t" } }, "expect": [{ "payload": { "session": "acme" } }] }"#
        #expect(try differences(test) == [])
    }

    @Test(arguments: [
        (
            #"{ "score": 5, "name": "x", "email": "a@b.c" }"#, #"{ "email": "a@b.c", "name": "x", "score": 5 }"#,
            "exact", []
        ),
        (
            #"{ "score": 5, "name": "x" }"#, #"{ "score": 5 }"#, "exact",
            [#"action 1: payload.name: not expected, got "x""#]
        ),
        (#"{ "score": 5, "name": "x" }"#, #"{ "score": 5 }"#, "subset", []),
        (#"{ "score": 5.0 }"#, #"{ "score": 5 }"#, "subset", ["action 1: payload.score: expected 5, got 5.0"]),
        (#"{ "score": 5 }"#, #"{ "score": "5" }"#, "subset", [#"action 1: payload.score: expected "5", got 5"#]),
        (
            #"{ "score": 5 }"#, #"{ "name": "x" }"#, "subset",
            [#"action 1: payload.name: expected "x", but it is missing"#]
        ),
    ])
    func `a payload is compared as a whole, or by the keys that are named`(
        body: String,
        payload: String,
        match: String,
        expected: [String]
    ) throws {
        let body = #"{ "go": "yes", "# + body.dropFirst()
        #expect(
            try differences(
                #"{ "name": "n", "payload": \#(body), "match": "\#(match)", "expect": [{ "payload": \#(payload) }] }"#
            )
                == expected
        )
    }

    @Test func `actions that are missing and actions that are too many`() throws {
        #expect(
            try differences(#"{ "name": "n", "payload": {}, "expect": [{ "action": "Quiz" }] }"#)
                == ["expected 1 action, but there are 0", "action 1: missing: Quiz"]
        )
        #expect(
            try differences(#"{ "name": "n", "payload": { "go": "yes", "name": "x" }, "expect": [] }"#)
                == ["expected 0 actions, but there is 1", #"action 1: not expected: Quiz {"name":"x"}"#]
        )
        #expect(
            try differences(
                #"{ "name": "n", "payload": { "go": "yes" }, "expect": [{ "action": "Quizz", "project": "p" }] }"#
            )
                == [
                    #"action 1: action: expected "Quizz", got "Quiz""#,
                    #"action 1: project: expected "p", got "default""#,
                ]
        )
    }

    @Test func `errors and warnings that are expected`() throws {
        let fails = #""payload": { "go": "yes", "t": "soon" }"#
        #expect(try differences(#"{ "name": "n", \#(fails), "expectError": "soon" }"#) == [])
        #expect(try differences(#"{ "name": "n", \#(fails), "expectError": "later" }"#).count == 1)
        #expect(
            try differences(#"{ "name": "n", \#(fails), "expect": [] }"#).first?.hasPrefix(
                "the mapping failed: dateTime: "
            ) == true
        )
        #expect(
            try differences(#"{ "name": "n", "payload": {}, "expectError": "x" }"#)
                == ["expected the mapping to fail with 'x', but it made no action"]
        )
        let warns = #""payload": { "go": "yes", "score": "many" }"#
        #expect(try differences(#"{ "name": "n", \#(warns), "warnings": ["score"] }"#) == [])
        #expect(
            try differences(#"{ "name": "n", \#(warns), "warnings": [{ "field": "score", "message": "many" }] }"#) == []
        )
        #expect(
            try differences(#"{ "name": "n", \#(warns), "warnings": [] }"#).first?.hasPrefix(
                "warning 1: not expected: score: "
            ) == true
        )
        #expect(
            try differences(#"{ "name": "n", \#(warns), "warnings": ["score", "other"] }"#) == [
                "warning 2: missing: 'other'"
            ]
        )
        #expect(try differences(#"{ "name": "n", \#(warns), "warnings": [{ "field": "name" }] }"#).count == 1)
    }

    @Test func `a body that cannot be read fails its test`() throws {
        #expect(
            try differences(#"{ "name": "n", "payload": "no.json", "expect": [] }"#)
                == ["the payload 'no.json' cannot be read: no such file or directory"]
        )
        #expect(
            try differences(#"{ "name": "n", "payload": "x.json", "expect": [] }"#, files: ["x.json": "{,}"]).first?
                .hasPrefix("x.json:1:2: ") == true
        )
    }

    @Test func `a failure says where and what`() throws {
        let report = try report(#"{ "name": "never", "payload": {}, "expect": [{ "action": "Quiz" }] }"#)
        #expect(
            report.failureText == """
                quiz.test.jsonc:1: never
                  expected 1 action, but there are 0
                  action 1: missing: Quiz
                """
        )
        #expect(report.failed == 1)
        #expect(report.passed == 0)
    }

    @Test(arguments: [
        (#"{ "cases": [{ "name": "n", "payload": {}, "expect": [], "exepct": [] }] }"#, [DiagnosticCode.unknownKey]),
        (#"{ "cases": [{ "payload": {}, "expect": [] }] }"#, [.missingKey]),
        (#"{ "cases": [{ "name": "n", "expect": [] }] }"#, [.missingKey]),
        (#"{ "cases": [{ "name": "n", "payload": {} }] }"#, [.missingKey]),
        (#"{ "cases": [{ "name": "n", "payload": {}, "form": "a=1", "expect": [] }] }"#, [.conflictingKeys]),
        (#"{ "cases": [{ "name": "n", "payload": {}, "expect": [], "expectError": "x" }] }"#, [.conflictingKeys]),
        (#"{ "cases": [{ "name": "n", "payload": {}, "expect": [{ "acton": "A" }] }] }"#, [.unknownKey]),
        (#"{ "cases": [{ "name": "n", "payload": {}, "expect": [], "match": "subsett" }] }"#, [.invalidValue]),
        (#"{ "cases": [{ "name": "n", "payload": {}, "expect": [], "request": { "qwery": {} } }] }"#, [.unknownKey]),
        (#"{ "cases": [5], "more": 1 }"#, [.wrongType, .unknownKey]),
        (#"{ "cases": {} }"#, [.wrongType]),
        ("{}", [.missingKey]),
        ("[", [.invalidSyntax]),
    ])
    func `a test file is checked like a mapping file`(text: String, codes: [DiagnosticCode]) {
        let (tests, diagnostics) = MappingTestFile.compile(file: "f", bytes: Array(text.utf8))
        #expect(tests == nil)
        #expect(diagnostics.map(\.code) == codes)
    }
}
