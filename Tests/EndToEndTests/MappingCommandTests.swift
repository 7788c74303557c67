import TestSupport
import Testing

/// The commands that look at mapping files, with their exit codes, and their documents byte for byte: scripts read both.
struct MappingCommandTests {
    private static let good = """
        { "verify": { "none": true }, "actions": [
          { "action": "Quiz Completed", "when": "$.type == 'done'", "email": "$.email", "dateTime": "$.at | date",
            "fields": { "score": "$.score | number", "price": "$.price" } },
          { "action": "Never", "when": "$.type == 'never'", "email": "$.email", "dateTime": "$.at | date" }] }
        """
    private static let bad = """
        { "verify": { "none": true }, "actions": [
          { "action": "A", "email": "$.e", "fields": { "a": "$.a | numbr" } }] }
        """
    private static let tests = """
        { "cases": [{ "name": "one", "payload": { "type": "none" }, "expect": [] }] }
        """
    private static let failingTests = """
        { "cases": [{ "name": "one", "payload": { "type": "none" }, "expect": [{ "action": "Never" }] }] }
        """

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(good, to: "mappings/quiz.jsonc")
        try folder.write(tests, to: "mappings/quiz.test.jsonc")
        try folder.write(good, to: "other/failing.jsonc")
        try folder.write(failingTests, to: "other/failing.test.jsonc")
        try folder.write(bad, to: "other/bad.jsonc")
        try folder.write(
            #"{ "type": "done", "email": "a@b.c", "at": 1, "score": "x", "price": 1.50 }"#,
            to: "done.json"
        )
        try folder.write(#"{ "type": "done", "email": ["a", "b"], "at": 1 }"#, to: "failing.json")
        try folder.write("{\n \"a\": tru }", to: "broken.json")
        return folder
    }

    static let exits: [([String], Int32)] = [
        (["check"], 0), (["check", "mappings/quiz.jsonc", "mappings/quiz.test.jsonc"], 0),
        (["check", "other/bad.jsonc"], 1), (["check", "other/none.jsonc"], 1), (["check", "--mappings", "none"], 1),
        (["check", "--config", "none.jsonc"], 1),
        (["test"], 0), (["test", "mappings/quiz.test.jsonc"], 0), (["test", "other/failing.jsonc"], 1),
        (["test", "other/bad.jsonc"], 1), (["test", "--mappings", "none"], 1),
        (["preview", "quiz", "done.json"], 0), (["preview", "quiz", "failing.json"], 1),
        (["preview", "quiz", "failing.json", "--json"], 1), (["preview", "other/bad.jsonc", "done.json"], 1),
        (["preview", "quiz", "broken.json"], 2), (["preview", "quiz", "none.json"], 2),
        (["preview", "quiz", "done.json", "--explain", "score"], 0),
        (["preview", "quiz", "done.json", "--explain", "scor"], 1),
        (["eval", "$.type", "done.json"], 0), (["eval", "$.type |", "done.json"], 1),
        (["eval", "$.type", "broken.json"], 2), (["eval", "$.type", "none.json"], 2),
        (["plan", "mappings/quiz.jsonc"], 1), (["draft", "done.json"], 0), (["draft", "broken.json"], 1),
        (["status"], 2), (["events", "list"], 2), (["backup", "copy.db"], 1), (["forget", "--email", "a@b.c"], 1),
        (["completions", "bash"], 0), (["completions", "tcsh"], 64), (["check", "--jsn"], 64), (["eval"], 64),
        (["events", "list", "--limit", "0"], 64), (["plan", "mappings/quiz.jsonc", "--last", "0"], 64),
    ]

    @Test(arguments: exits)
    func `a command ends with the code that its help names`(words: [String], exit: Int32) throws {
        let folder = try Self.folder()
        let result = try BuiltProgram.run(words, in: folder.url)
        #expect(result.exit == exit, "\(result.output)\(result.errors)")
    }

    @Test func `check prints its findings as a list, and nothing else on standard output`() throws {
        let folder = try Self.folder()
        let found = try BuiltProgram.run(["check", "other/bad.jsonc", "--json"], in: folder.url)
        #expect(
            found.output == """
                [{"file":"other/bad.jsonc","line":2,"column":3,"severity":"warning","code":"missing-date-time",\
                "message":"this action has no 'dateTime': two like submissions count as one","suggestion":null},\
                {"file":"other/bad.jsonc","line":2,"column":60,"severity":"error","code":"unknown-filter",\
                "message":"unknown filter 'numbr'","suggestion":"number"}]\n
                """
        )
        let none = try BuiltProgram.run(["check", "mappings/quiz.jsonc", "--json"], in: folder.url)
        #expect(none.output == "[]\n" && none.errors.isEmpty)
        let folderless = try BuiltProgram.run(["check", "--mappings", "none", "--json"], in: folder.url)
        #expect(folderless.output.hasPrefix(#"[{"file":"none","line":1,"column":1,"severity":"error","code":"#))
        #expect(folderless.output.hasSuffix("}]\n") && folderless.errors.isEmpty)
    }

    @Test
    func `check without files warns of a project that the configuration does not have, and one file is checked alone`()
        throws
    {
        let folder = try TemporaryFolder()
        try folder.write(
            Self.good.replacing(#""verify""#, with: #""project": "acem", "verify""#),
            to: "mappings/quiz.jsonc"
        )
        try folder.write(#"{ "projects": { "acme": { "id": "env:I", "key": "env:K" } } }"#, to: "funnelbridge.jsonc")
        let result = try BuiltProgram.run(["check"], in: folder.url)
        #expect(
            result.output == """
                ./mappings/quiz.jsonc:1:14: warning: the configuration has no project 'acem': what goes there is kept until it has one
                 1 | { "project": "acem", "verify": { "none": true }, "actions": [
                   |              ^^^^^^
                  did you mean 'acme'?\n
                """,
            "\(result.output)"
        )
        #expect(result.exit == 0)
        #expect(try BuiltProgram.run(["check", "mappings/quiz.jsonc"], in: folder.url).output == "")
    }

    @Test func `check shows a person the place, the line, carets under the text, and what was meant`() throws {
        let folder = try Self.folder()
        let result = try BuiltProgram.run(["check", "other/bad.jsonc"], in: folder.url)
        #expect(
            result.output.hasSuffix(
                """
                other/bad.jsonc:2:60: error: unknown filter 'numbr'
                 2 |   { "action": "A", "email": "$.e", "fields": { "a": "$.a | numbr" } }] }
                   |                                                            ^^^^^
                  did you mean 'number'?\n
                """
            ),
            "\(result.output)"
        )
        #expect(result.errors == "1 file checked: 1 error, 1 warning\n")
    }

    @Test func `a preview has every member in its order`() throws {
        let folder = try Self.folder()
        let done = try BuiltProgram.run(["preview", "quiz", "done.json", "--json"], in: folder.url)
        let version = #""mapping":"[0-9a-f]{12}""#
        let key = #""dedupeKey":"[0-9a-f]{64}""#
        let text = done.output.replacing(try Regex(version), with: "VERSION").replacing(try Regex(key), with: "KEY")
        #expect(
            text == """
                {"source":"quiz",VERSION,"outcome":"mapped","actions":[{"action":"Quiz Completed","project":"default",\
                "url":"https://events.funnelytics.io/api/v1/webhook/Quiz%20Completed",KEY,\
                "payload":{"email":"a@b.c","dateTime":"1970-01-01T00:00:01+00:00","price":1.50}}],\
                "skipped":[{"action":"Never","why":"when: $.type == 'never' is false"}],\
                "warnings":[{"field":"score","message":"number: 'x' is not a number"}],"error":null}\n
                """
        )
        #expect(done.errors.isEmpty)
        let failing = try BuiltProgram.run(["preview", "quiz", "failing.json", "--json"], in: folder.url)
        #expect(failing.output.contains(#","outcome":"unmapped","actions":[],"#), "\(failing.output)")
        #expect(
            failing.output.contains(#","error":{"field":"email","message":""#) && failing.output.hasSuffix("\"}}\n")
        )
    }

    @Test func `a preview for a person shows the headers, but no key`() throws {
        let folder = try Self.folder()
        let result = try BuiltProgram.run(
            ["preview", "quiz", "done.json"],
            environment: ["FUNNELYTICS_PROJECT_ID": "the-id", "FUNNELYTICS_API_KEY": "the-key"],
            in: folder.url
        )
        #expect(result.output.contains("POST https://events.funnelytics.io/api/v1/webhook/Quiz%20Completed\n"))
        #expect(result.output.contains("  Content-Type: application/json\n"))
        #expect(result.output.contains("  X-API-KEY: (hidden, from env:FUNNELYTICS_API_KEY)\n"))
        #expect(!result.output.contains("the-key"))
    }

    @Test func `a payload that cannot be read is placed by its file, line and column`() throws {
        let folder = try Self.folder()
        for words in [["eval", "$.a", "broken.json"], ["preview", "quiz", "broken.json"]] {
            let result = try BuiltProgram.run(words, in: folder.url)
            #expect(result.errors == "error: broken.json: 2:7: expected a value, found 'tru'\n")
            #expect(result.output.isEmpty)
        }
        try folder.write("a=1&b=2", to: "form.txt")
        let form = try BuiltProgram.run(["eval", "$.a", "form.txt"], in: folder.url)
        #expect(form.errors == "error: form.txt: 1:1: expected a value, found 'a'; a form is read with --form\n")
    }

    @Test func `JSON that is sent as a form is said to be the mistake that it is`() throws {
        let delivery = try Delivery()
        let body = #"{"email":"ada@example.com","at":"2026-11-20T10:00:00Z","number":1}"#
        let remark = "body: it is JSON, and was read as the form that its Content-Type says it is"
        let form = ["Content-Type: application/x-www-form-urlencoded"]
        #expect(try delivery.bridge.post("/hooks/quiz", body, headers: form).status == 200)
        let list = try delivery.bridge.run(["events", "list", "--json"]).output
        let id = try #require(list.firstMatch(of: /"id":"([^"]+)"/)?.1)
        #expect(try delivery.bridge.run(["events", "show", String(id)]).output.contains(remark))
        #expect(try delivery.bridge.run(["status"]).output.contains("1 event of the last day with warnings (body)"))
        try delivery.bridge.folder.write(body, to: "body.json")
        let preview = try delivery.bridge.run(["preview", "quiz", "body.json", "--form"])
        #expect(preview.output.contains(remark))
        // What it would become does not change.
        #expect(preview.output.contains("POST "))
    }
}
