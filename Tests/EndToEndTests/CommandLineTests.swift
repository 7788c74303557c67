import Foundation
import TestSupport
import Testing

/// The command line, used the wrong way and the right one.
struct CommandLineTests {
    @Test func `an unknown command ends with 64 and the nearest spelling`() throws {
        let folder = try TemporaryFolder()
        let result = try BuiltProgram.run(["statsu"], in: folder.url)
        #expect(result.exit == 64)
        #expect(result.errors.contains("did you mean 'status'?"))
        #expect(result.output.isEmpty)
    }

    @Test func `help for what there is not leads to the list, and the version names the libraries`() throws {
        let folder = try TemporaryFolder()
        let help = try BuiltProgram.run(["help", "nonsense"], in: folder.url)
        #expect(help.exit == 64)
        #expect(help.errors.contains("Run 'funnelbridge help' to see what there is."))
        let version = try BuiltProgram.run(["version"], in: folder.url)
        #expect(
            version.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "funnelbridge", "libcurl", "SQLite",
            ]
        )
        #expect(version.output.split(separator: "\n").allSatisfy { $0.last?.isNumber == true })
    }

    @Test func `the line end of a form's file belongs to no value`() throws {
        let folder = try TemporaryFolder()
        let form = try BuiltProgram.run(["eval", "--form", "$.b"], in: folder.url, input: "a=1&b=2\n")
        #expect(form.output == "\"2\"\n")
        #expect(form.errors.isEmpty, "nobody is asked to type")
    }

    static let dead: [([String], Int32, String)] = [
        (["serve", "--config", "none.jsonc"], 78, "name another file with --config"),
        (["status", "--config", ""], 2, "'' is no value for it: expected the path of a file"),
        (
            ["status", "--database", "empty.db"], 2,
            "there is no ledger (the file is empty); start `funnelbridge serve`"
        ),
        (["events", "list", "--all"], 64, "'events list' takes no '--all'"),
        (
            ["test", "mappings"], 1,
            "mappings: this is a folder: name files in it, or all of it with --mappings mappings"
        ),
        (["test", "body.json"], 1, "body.json: a mapping's file is called NAME.jsonc"),
        (["test", "none.jsonc"], 1, "none.jsonc: no such file"),
        (["test", "none.test.jsonc"], 1, "none.test.jsonc: there is no mapping none.jsonc"),
        (["preview", "nosuch", "--mappings", "mappings"], 1, "there are quiz, shoes"),
        (["preview", "quizz", "--mappings", "mappings"], 1, "did you mean 'quiz'?"),
        (["eval", "--all", "$.a | trim"], 1, "--all takes a query alone, without filters"),
        (
            ["draft", "body.json", "--source", "x", "--into", "drafts"], 1,
            "drafts: there is no such folder; make it first"
        ),
    ]

    @Test(arguments: dead)
    func `what cannot be done is said with a way out`(words: [String], exit: Int32, wayOut: String) throws {
        let folder = try TemporaryFolder()
        for name in ["quiz", "shoes"] { try folder.write(Intake.mappings["open"] ?? "", to: "mappings/\(name).jsonc") }
        try folder.write(#"{ "a": 1 }"#, to: "body.json")
        try folder.write("", to: "empty.db")
        let result = try BuiltProgram.run(words, in: folder.url)
        #expect(result.exit == exit)
        #expect(result.errors.contains(wayOut), "\(result.errors)")
    }

    @Test func `an unknown option ends with 64 and the nearest spelling`() throws {
        let folder = try TemporaryFolder()
        let result = try BuiltProgram.run(["status", "--jsn"], in: folder.url)
        #expect(result.exit == 64)
        #expect(result.errors.contains("did you mean '--json'?"))
    }

    @Test func `every command has a page of help with its usage`() throws {
        let folder = try TemporaryFolder()
        let overview = try BuiltProgram.run(["help"], in: folder.url)
        #expect(overview.exit == 0)
        let verbs = overview.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(verbs.count >= 9)
        for verb in verbs {
            let page = try BuiltProgram.run([verb, "--help"], in: folder.url)
            #expect(page.exit == 0)
            #expect(page.output.contains("funnelbridge \(verb)"))
        }
    }

    @Test func `a bad configuration ends serve with 78 and says where every problem is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\n  \"listn\": \"x\",\n  \"limits\": { \"body\": \"many\" }\n}\n", to: "funnelbridge.jsonc")
        let result = try BuiltProgram.run(["serve"], in: folder.url)
        #expect(result.exit == 78)
        #expect(result.errors.contains("funnelbridge.jsonc:2:3: error: unknown key 'listn'"))
        #expect(result.errors.contains("did you mean 'listen'?"))
        #expect(result.errors.contains("funnelbridge.jsonc:3:23: error: 'limits.body' must be a size"))
    }

    @Test func `the configuration is named by its option, else by its variable, else looked for`() throws {
        let folder = try TemporaryFolder()
        for name in ["funnelbridge", "variable", "option"] {
            try folder.write("{ \"\(name)\": 1 }", to: "\(name).jsonc")
        }
        let variable = ["FUNNELBRIDGE_CONFIG": "variable.jsonc"]
        let runs: [([String], [String: String], String)] = [
            ([], [:], "funnelbridge"), ([], variable, "variable"), (["--config", "option.jsonc"], variable, "option"),
        ]
        for (options, environment, name) in runs {
            let result = try BuiltProgram.run(["serve"] + options, environment: environment, in: folder.url)
            #expect(result.exit == 78)
            #expect(result.errors.contains("\(name).jsonc:1:3: error: unknown key '\(name)'"), "\(result.errors)")
        }
    }

    @Test func `no file or socket takes the places of standard descriptors that were left closed`() throws {
        let folder = try TemporaryFolder()
        let script = """
            "$0" serve <&- >&- 2>&- & daemon=$!
            until [ -e ledger.db-wal ] && [ -e /proc/$daemon/fd/9 ] || ! kill -0 $daemon; do sleep 0.02; done
            for number in 0 1 2; do readlink /proc/$daemon/fd/$number; done
            kill $daemon; wait $daemon; echo $?
            "$0" version >&-; echo $?
            """
        let result = try BuiltProgram.run(
            executable: "/bin/sh",
            ["-c", script, BuiltProgram.path],
            environment: [
                "FUNNELBRIDGE_LISTEN": "127.0.0.1:0", "FUNNELBRIDGE_ADMIN": "off",
                "FUNNELBRIDGE_DATABASE": folder.ledger, "FUNNELBRIDGE_MAPPINGS": folder.path,
            ],
            in: folder.url
        )
        let lines = result.output.split(separator: "\n")
        #expect(lines == ["/dev/null", "/dev/null", "/dev/null", "0", "1"], "\(result.errors)")
    }

    @Test func `output that cannot be written is said on standard error`() throws {
        let folder = try TemporaryFolder()
        let result = try BuiltProgram.run(
            executable: "/bin/sh",
            ["-c", #""$0" version >/dev/full"#, BuiltProgram.path],
            in: folder.url
        )
        #expect(result.exit == 1)
        #expect(result.errors.contains("write standard output: no space left on device"))
    }

    @Test(arguments: [
        ["version"], ["help"], ["completions", "bash"], ["eval", "1"], ["check", "wrong.jsonc", "--json"],
        ["check", "wrong.jsonc"], ["demo", "--mappings", Repository.path("mappings")],
    ])
    func `a reader that has gone ends every command without a word, as it ends any filter`(words: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "wrong.jsonc")
        let script = #"mkfifo .pipe; exec 3<>.pipe 4>.pipe 3>&-; "$0" "$@" >&4; echo $?"#
        let result = try BuiltProgram.run(
            executable: "/bin/sh",
            ["-c", script, BuiltProgram.path] + words,
            environment: ["TMPDIR": folder.path("")],
            in: folder.url,
            input: "{}"
        )
        // 128 and SIGPIPE.
        #expect(result.output == "141\n")
        #expect(result.errors.isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false))
        #expect(left.filter { !$0.hasPrefix(".") } == ["wrong.jsonc"])
    }

    @Test func `talk that nobody can hear changes no exit code`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Intake.mappings["open"] ?? "", to: "mappings/quiz.jsonc")
        let script = #"""
            "$0" check >/dev/null 2>/dev/full; echo $?
            "$0" check >/dev/null 2>&-; echo $?
            "$0" statsu 2>/dev/full; echo $?
            """#
        let result = try BuiltProgram.run(executable: "/bin/sh", ["-c", script, BuiltProgram.path], in: folder.url)
        #expect(result.output == "0\n0\n64\n", "\(result.errors)")
    }

    @Test(arguments: ["<&-", "0>/dev/null"])
    func `a payload that cannot be read from standard input is said`(redirection: String) throws {
        let folder = try TemporaryFolder()
        let script = #""$0" eval '$.a' \#(redirection)"#
        let result = try BuiltProgram.run(executable: "/bin/sh", ["-c", script, BuiltProgram.path], in: folder.url)
        #expect(result.exit == 2)
        #expect(result.errors.contains("standard input: cannot be read: bad file descriptor; name a file"))
    }

    @Test func `status without a ledger ends with 2`() throws {
        let folder = try TemporaryFolder()
        let result = try BuiltProgram.run(["status"], in: folder.url)
        #expect(result.exit == 2)
        #expect(result.errors.contains("funnelbridge.db"))
    }

    @Test func `the demonstration shows each shipped mapping at work and leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        let result = try BuiltProgram.run(
            ["demo", "--mappings", Repository.path("mappings")],
            environment: ["TMPDIR": folder.path("")],
            in: folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
        for source in ["involve-me", "perspective", "poltio", "qualifio"] { #expect(result.output.contains(source)) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false))
        #expect(left.filter { !$0.hasPrefix(".") } == [])
    }

    @Test func `eval prints a field's value as JSON, and the nodes with --all`() throws {
        let folder = try TemporaryFolder()
        let body = #"{"data":{"score":"37.50","tags":["a","b"]}}"#
        let value = try BuiltProgram.run(["eval", "$.data.score | number", "-"], in: folder.url, input: body)
        #expect(value.output == "37.50\n")
        let nodes = try BuiltProgram.run(["eval", "$.data.tags[*]", "-", "--all"], in: folder.url, input: body)
        #expect(nodes.output == "[\"a\",\"b\"]\n")
        let missing = try BuiltProgram.run(["eval", "$.nothing", "-"], in: folder.url, input: body)
        #expect(missing.output.isEmpty && missing.exit == 0)
        let bad = try BuiltProgram.run(["eval", "$.data.score | numbr", "-"], in: folder.url, input: body)
        #expect(bad.exit == 1)
        #expect(bad.errors.contains("did you mean 'number'?"))
        let unreadable = try BuiltProgram.run(["eval", "$", "-"], in: folder.url, input: "{")
        #expect(unreadable.exit == 2)
    }

    @Test func `preview takes a query as it is, and a header without the spaces around its value`() throws {
        let folder = try TemporaryFolder()
        let fields = #"{"q":"$request.query.a","h":"$request.headers['x-a']"}"#
        try folder.write(#"{"verify":{"none":true},"actions":[{"action":"A","fields":\#(fields)}]}"#, to: "a.jsonc")
        let arguments = ["preview", "a.jsonc", "-", "--json", "--query", "a= x ", "--header", "X-A: \ty z "]
        let result = try BuiltProgram.run(arguments, in: folder.url, input: "{}")
        #expect(result.output.contains(#""payload":{"q":" x ","h":"y z"}"#))
    }

    static let explained: [(field: String, payload: String, said: String)] = [
        ("dateTime", #"{ "at": "yesterday" }"#, "= missing"),
        ("dateTime", #"{ "at": "yesterday" }"#, "Fails: dateTime: date: 'yesterday' is not a date"),
        ("score", #"{ "at": "yesterday" }"#, "the mapping fails before 'score': dateTime: date: 'yesterday'"),
        ("score", #"{ "test": true }"#, "no action applies, so that none has a field 'score'"),
        ("scre", #"{ "at": 0, "score": 1 }"#, "no action has a field 'scre'; did you mean 'score'?"),
    ]

    @Test(arguments: explained, ["$.at", "$.at | date"])
    func `what fails or is not there is explained, too`(
        row: (field: String, payload: String, said: String),
        dateTime: String
    ) throws {
        let folder = try TemporaryFolder()
        let mapping = """
            { "verify": { "none": true }, "actions": [{ "action": "a", "when": "!$.test", "email": "$.e",
              "dateTime": "\(dateTime)", "fields": { "score": "$.score" } }] }
            """
        try folder.write(mapping, to: "quiz.jsonc")
        let words = ["preview", "quiz.jsonc", "--explain", row.field]
        let result = try BuiltProgram.run(words, in: folder.url, input: row.payload)
        #expect(result.exit == 1)
        #expect((result.output + result.errors).contains(row.said), "\(result.output)\(result.errors)")
    }

    @Test(arguments: ["deploy/run", "Tests/run", "Tests/Fuzz/run"])
    func `a script that is asked for help, or for what it does not know, starts nothing`(script: String) throws {
        let path = Repository.path(script)
        let folder = try TemporaryFolder()
        let help = try BuiltProgram.run(executable: path, ["--help"], in: folder.url)
        #expect(help.exit == 0)
        #expect(!help.output.isEmpty)
        let unknown = try BuiltProgram.run(executable: path, ["--bogus"], in: folder.url)
        #expect(unknown.exit == 64)
        #expect(unknown.errors.contains("'--bogus'"))
    }

    @Test func `preview shows byte for byte what would be sent`() throws {
        let folder = try TemporaryFolder()
        let mappings = Repository.path("mappings")
        let sample = "\(mappings)/samples/involve-me/outcomes.json"
        let result = try BuiltProgram.run(
            ["preview", "involve-me", sample, "--json", "--mappings", mappings],
            in: folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(document?["outcome"] as? String == "mapped")
        let bridge = try Bridge()
        _ = try bridge.post("/hooks/involve-me/\(Bridge.token)", Repository.sample("involve-me/outcomes.json"))
        try bridge.waitUntilForwarded()
        let line = try #require(try bridge.folder.read("journal.jsonl").split(separator: "\n").first)
        let start = try #require(result.output.range(of: "\"payload\":"))
        let payload = result.output[start.upperBound...].drop { $0 == " " }
        let body = try #require(line.range(of: "\"body\":")).upperBound
        let common = zip(payload, line[body...]).prefix { $0 == $1 }.count
        let text = String(payload.prefix(common))
        #expect(text.hasSuffix("}") || text.hasSuffix("}}"), "the journal has the same bytes: \(text.suffix(60))")
    }
}
