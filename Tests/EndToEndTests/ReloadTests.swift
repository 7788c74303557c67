import Foundation
import TestSupport
import Testing

/// Mappings edited while the daemon runs, with the built program on real files.
struct ReloadTests {
    /// A mapping that makes one action of each event, named so, with a score that must be a number.
    private static func mapping(_ action: String, email: String = "$.email") -> String {
        """
        {
          "verify": { "none": true },
          "actions": [{ "action": "\(action)", "email": "\(email)", "dateTime": "$.at | date" }]
        }
        """
    }

    private static func body(_ number: Int) -> String {
        #"{ "email": "ada\#(number)@example.com", "at": "2026-11-20T10:00:00Z" }"#
    }

    /// A daemon whose mappings are in a folder of the test's own.
    private static func bridge(_ files: [String: String], launcher: [String] = []) throws -> Bridge {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: "mappings/\(name)") }
        try FileManager.default.createDirectory(
            atPath: folder.path("mappings"),
            withIntermediateDirectories: true
        )
        return try Bridge(
            environment: ["FUNNELBRIDGE_MAPPINGS": folder.path("mappings")],
            folder: folder,
            launcher: launcher
        )
    }

    /// The names of the actions that the sandbox has taken, in order.
    private static func actions(of bridge: Bridge) throws -> [String] {
        try bridge.waitUntilForwarded()
        return try bridge.journal().compactMap { $0["action"] as? String }
    }

    private static func mappings(_ bridge: Bridge) throws -> [[String: Any]] {
        try bridge.statusDocument()["mappings"] as? [[String: Any]] ?? []
    }

    private static func rename(_ from: String, over to: String) {
        #expect(Foundation.rename(from, to) == 0)
    }

    @Test func `a file written in place, renamed over or with its link swapped maps the next event`() throws {
        let bridge = try Self.bridge([
            "..2026_1/linked.jsonc": Self.mapping("Linked 1"), "..2026_2/linked.jsonc": Self.mapping("Linked 2"),
            "quiz.jsonc": Self.mapping("Quiz 1"), "acme/quiz.jsonc": Self.mapping("Acme 1"),
        ])
        let folder = bridge.folder
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path("mappings/..data"), withDestinationPath: "..2026_1")
        try files.createSymbolicLink(
            atPath: folder.path("mappings/linked.jsonc"),
            withDestinationPath: "..data/linked.jsonc"
        )
        _ = bridge.daemon?.line(containing: "mapping loaded\" source=linked")
        for source in ["quiz", "acme/quiz", "linked"] {
            #expect(try bridge.post("/hooks/\(source)", Self.body(1)).status == 200)
        }

        try folder.write(Self.mapping("Quiz 2"), to: "mappings/quiz.jsonc")
        _ = bridge.daemon?.line(containing: "mapping loaded\" source=quiz")
        try folder.write(Self.mapping("Acme 2"), to: "mappings/acme/quiz.jsonc.new")
        Self.rename(folder.path("mappings/acme/quiz.jsonc.new"), over: folder.path("mappings/acme/quiz.jsonc"))
        _ = bridge.daemon?.line(containing: "mapping loaded\" source=acme/quiz")
        try files.createSymbolicLink(atPath: folder.path("mappings/..tmp"), withDestinationPath: "..2026_2")
        Self.rename(folder.path("mappings/..tmp"), over: folder.path("mappings/..data"))
        #expect(bridge.daemon?.nextLine(containing: "mapping loaded\" source=linked") != nil)
        for source in ["quiz", "acme/quiz", "linked"] {
            #expect(try bridge.post("/hooks/\(source)", Self.body(2)).status == 200)
        }
        let expected = ["Acme 1", "Acme 2", "Linked 1", "Linked 2", "Quiz 1", "Quiz 2"]
        #expect(try Self.actions(of: bridge).sorted() == expected)
        #expect(try bridge.isWellInTheEnd())
        #expect(bridge.daemon?.stop() == 0)
    }

    @Test func `a whole folder that is replaced is read, and so is one that SIGHUP asks for`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("One")])
        try bridge.folder.write(Self.mapping("Two"), to: "next/quiz.jsonc")
        Self.rename(bridge.folder.path("mappings"), over: bridge.folder.path("old"))
        Self.rename(bridge.folder.path("next"), over: bridge.folder.path("mappings"))
        _ = bridge.daemon?.line(containing: "mapping loaded")
        try bridge.folder.write(Self.mapping("Three"), to: "mappings/quiz.jsonc")
        bridge.daemon?.send(SIGHUP)
        _ = bridge.daemon?.line(containing: "message=reloaded")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        #expect(try Self.actions(of: bridge) == ["Three"])
    }

    @Test func `a new file opens its source, and actions left empty keep what comes`() throws {
        let bridge = try Self.bridge([:])
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 404)
        let kept = #"{ "verify": { "none": true }, "actions": [], "otherwise": "hold" }"#
        try bridge.folder.write(kept, to: "mappings/quiz.jsonc")
        _ = bridge.daemon?.line(containing: "mapping loaded")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        #expect((try bridge.statusDocument()["events"] as? [String: Int])?["held"] == 1)
    }

    @Test
    func `a secret that is put into its file opens the source at its whole address, and until then doctor asks for it`()
        throws
    {
        let folder = try TemporaryFolder()
        let secret = folder.path("secret")
        let bridge = try Self.bridge(["quiz.jsonc": #"{ "verify": { "token": "file:\#(secret)" }, "actions": [] }"#])
        let doctor = try BuiltProgram.run(["doctor"], environment: bridge.environment, in: bridge.folder.url)
        #expect(
            doctor.output.contains("file:\(secret) cannot be read; make the file, or let the daemon's user read it")
        )
        try folder.write("word", to: "secret")
        bridge.daemon?.send(SIGHUP)
        #expect(bridge.daemon?.line(containing: "source open")?.contains("address=/hooks/quiz/TOKEN") == true)
    }

    @Test func `a removed file keeps its source answering, and its events are mapped when it is back`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz")])
        Self.rename(bridge.folder.path("mappings/quiz.jsonc"), over: bridge.folder.path("away"))
        _ = bridge.daemon?.line(containing: "mapping removed")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        #expect((try bridge.statusDocument()["events"] as? [String: Int])?["unmapped"] == 1)
        #expect((try Self.mappings(bridge).first?["broken"] as? String)?.contains("removed") == true)
        let text = try BuiltProgram.run(["status"], environment: bridge.environment, in: bridge.folder.url).output
        #expect(text.contains("back, or restart to have the source go"), "a removal may be meant")
        #expect(text.contains(/none +- +/), "no version runs now; that none ever did would be untrue")
        #expect(try bridge.status().exit == 1)
        Self.rename(bridge.folder.path("away"), over: bridge.folder.path("mappings/quiz.jsonc"))
        _ = bridge.daemon?.line(containing: "events mapped again")
        #expect(try Self.actions(of: bridge) == ["Quiz"])
        #expect(try bridge.isWellInTheEnd())
    }

    @Test func `a broken edit leaves the last good version running, and status says what is wrong`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz")])
        let version = try #require(try Self.mappings(bridge).first?["version"] as? String)
        try bridge.folder.write(Self.mapping("Quiz", email: "$.email | lowr"), to: "mappings/quiz.jsonc")
        let line = bridge.daemon?.line(containing: "mapping broken")
        #expect(line?.contains("quiz.jsonc:3:55: error: unknown filter 'lowr'") == true, "\(line ?? "")")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        #expect(try Self.actions(of: bridge) == ["Quiz"])
        let mapping = try #require(try Self.mappings(bridge).first)
        #expect(mapping["version"] as? String == version)
        #expect((mapping["broken"] as? String)?.contains("unknown filter 'lowr'") == true)
        #expect(try bridge.status().exit == 1)
        try bridge.folder.write(Self.mapping("Quiz"), to: "mappings/quiz.jsonc")
        _ = bridge.daemon?.line(containing: "mapping mended")
        #expect(try bridge.isWellInTheEnd())
    }

    @Test func `an edit that fails on what was mapped does not run, nor one that fails its test`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz")])
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        try bridge.folder.write(Self.mapping("Quiz", email: "$.email | number"), to: "mappings/quiz.jsonc")
        #expect(bridge.daemon?.line(containing: "which was mapped, would fail: email") != nil)
        let test = """
            { "cases": [{ "name": "one", "payload": { "email": "a@b.c" },
              "expect": [{ "action": "Quiz", "payload": { "email": "a@b.c" } }] }] }
            """
        try bridge.folder.write(test, to: "mappings/quiz.test.jsonc")
        try bridge.folder.write(Self.mapping("Other"), to: "mappings/quiz.jsonc")
        #expect(bridge.daemon?.line(containing: "quiz.test.jsonc:1: test 'one'") != nil)
        try bridge.folder.write(test.replacing("\"Quiz\"", with: "\"Other\""), to: "mappings/quiz.test.jsonc")
        #expect(bridge.daemon?.line(containing: "mapping loaded") != nil)
        #expect(try bridge.isWellInTheEnd())
    }

    @Test func `a mended mapping maps what was unmapped, oldest first`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz", email: "$.email | number")])
        for number in 1...70 { #expect(try bridge.post("/hooks/quiz", Self.body(number)).status == 200) }
        #expect((try bridge.statusDocument()["events"] as? [String: Int])?["unmapped"] == 70)
        try bridge.folder.write(Self.mapping("Quiz"), to: "mappings/quiz.jsonc")
        let line = bridge.daemon?.line(containing: "events mapped again")
        #expect(RunningProgram.field("count", of: line) == "70")
        #expect(try Self.actions(of: bridge).count == 70)
        #expect((try bridge.statusDocument()["events"] as? [String: Int])?["unmapped"] == 0)
    }

    @Test func `a file that was broken at the start serves its source once it is mended`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": "{ "])
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 503)
        try bridge.folder.write(Self.mapping("Quiz"), to: "mappings/quiz.jsonc")
        _ = bridge.daemon?.line(containing: "mapping loaded")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
    }

    @Test func `an edit that was turned down does not run after a restart either`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz")])
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        let version = try #require(try Self.mappings(bridge).first?["version"] as? String)
        for edit in [Self.mapping("Edit", email: "$.email | number"), "{"] {
            try bridge.folder.write(edit, to: "mappings/quiz.jsonc")
            _ = bridge.daemon?.nextLine(containing: "mapping broken")
            #expect(bridge.daemon?.stop() == 0)
            try bridge.startDaemon()
            #expect(bridge.daemon?.line(containing: "source broken")?.contains("what ran before goes on") == true)
            #expect(try bridge.post("/hooks/quiz", Self.body(2)).status == 200)
            let mapping = try #require(try Self.mappings(bridge).first)
            #expect(mapping["version"] as? String == version)
            #expect(mapping["broken"] is String)
        }
        #expect(try Self.actions(of: bridge).allSatisfy { $0 == "Quiz" })
    }

    @Test func `a first mapping that fails its test keeps what comes until it is mended`() throws {
        let test = #"{ "cases": [{ "name": "one", "payload": {}, "expect": [] }] }"#
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz"), "quiz.test.jsonc": test])
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        #expect((try bridge.statusDocument()["events"] as? [String: Int])?["unmapped"] == 1)
        #expect((try Self.mappings(bridge).first?["broken"] as? String)?.contains("test 'one'") == true)
        unlink(bridge.folder.path("mappings/quiz.test.jsonc"))
        _ = bridge.daemon?.line(containing: "events mapped again")
        #expect(try Self.actions(of: bridge) == ["Quiz"])
        #expect(try bridge.isWellInTheEnd())
    }

    @Test(
        .enabled(if: namespacesOfUsers, "needs namespaces for users"),
        arguments: ["inotify_instances", "inotify_watches"]
    )
    func `without inotify files are compared, and it is used once there is more of it`(limit: String) throws {
        let script = """
            limit=/proc/sys/user/max_\(limit)
            echo 0 > $limit
            (until [ -e more ]; do sleep 0.05; done; echo 100 > $limit) 2> /dev/null &
            exec "$@"
            """
        let launcher = ["/usr/bin/unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"]
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("One")], launcher: launcher)
        defer { _ = try? bridge.folder.write("", to: "more") }
        #expect(bridge.daemon?.line(containing: "mappings are polled")?.contains("fs.inotify.max_user_") == true)
        try bridge.folder.write(Self.mapping("Two"), to: "mappings/quiz.jsonc")
        _ = bridge.daemon?.line(containing: "mapping loaded")
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 200)
        try bridge.folder.write("", to: "more")
        _ = bridge.daemon?.line(containing: "mappings are watched")
        try bridge.folder.write(Self.mapping("Three"), to: "mappings/quiz.jsonc")
        #expect(bridge.daemon?.nextLine(containing: "mapping loaded") != nil)
        #expect(try bridge.post("/hooks/quiz", Self.body(2)).status == 200)
        #expect(try Self.actions(of: bridge) == ["Two", "Three"])
    }

    /// Whether this machine lets a process have limits of its own.
    private static var namespacesOfUsers: Bool {
        let folder = FileManager.default.temporaryDirectory
        let arguments = ["--user", "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_inotify_watches"]
        return (try? BuiltProgram.run(executable: "/usr/bin/unshare", arguments, in: folder).exit) == 0
    }

    @Test func `a source whose events change is worth a look, and no more once that is as usual`() throws {
        let mapping = Self.mapping("Quiz").replacing(
            #""dateTime""#,
            with: #""fields": { "score": "$.score" }, "dateTime""#
        )
        let bridge = try Self.bridge(["quiz.jsonc": mapping])
        func post(_ count: Int, _ field: String) throws {
            for number in 1...count {
                let body = Self.body(number).replacing("{ ", with: "{ \"\(field)\": \(number), ")
                #expect(try bridge.post("/hooks/quiz", body).status == 200)
            }
        }
        /// What `status` says once the daemon has looked again.
        func remark(_ expected: Bool) throws -> String? {
            var found: String?
            for turn in 0..<200 {
                // Not each time: a look begins anew when it is asked for, and takes a while on a busy machine.
                if turn % 40 == 0 { bridge.daemon?.send(SIGHUP) }
                found = (try bridge.statusDocument()["attention"] as? [String])?.first
                if (found != nil) == expected { break }
                usleep(50_000)
            }
            return found
        }
        try post(60, "score")
        try post(25, "points")
        let line = try #require(try remark(true))
        for part in ["source quiz has changed", "score of Quiz", "$.score", "$.points"] {
            #expect(line.contains(part), "\(line)")
        }
        #expect(!line.contains("@"))
        #expect(try bridge.isWellInTheEnd())
        #expect(try bridge.status().output.contains("Worth a look:"))
        try post(60, "points")
        #expect(try remark(false) == nil)
    }

    @Test func `plan shows what an edit would change, action by action, and changes nothing`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Quiz")])
        for number in 1...3 { _ = try bridge.post("/hooks/quiz", Self.body(number)) }
        func plan(_ arguments: [String]) throws -> BuiltProgram.Result {
            try BuiltProgram.run(["plan"] + arguments, environment: bridge.environment, in: bridge.folder.url)
        }
        let same = try plan([bridge.folder.path("mappings/quiz.jsonc")])
        #expect(same.exit == 0, "\(same.errors)")
        #expect(same.output.contains("Nothing would change over the last 3 events of quiz"))
        let edit = try bridge.folder.write(Self.mapping("Quiz", email: "$.email | upper"), to: "edit/quiz.jsonc")
        let changed = try plan([edit, "--last", "2"])
        #expect(changed.exit == 2)
        #expect(changed.output.contains("2 of the last 2 events of quiz would change"))
        #expect(changed.output.contains("ADA3@EXAMPLE.COM"))
        #expect(changed.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("quiz.jsonc") })
        let json = try plan([edit, "--json"])
        #expect(json.exit == 2)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(document?["changed"] as? Int == 3)
        #expect(try plan([edit, "--source", "nobody"]).exit == 1)
        #expect(try plan([try bridge.folder.write("{", to: "edit/other.jsonc")]).exit == 1)
        #expect(try bridge.journal().allSatisfy { $0["action"] as? String == "Quiz" })
    }

    @Test func `however files are written under load, every event answered is mapped by a good version`() throws {
        let bridge = try Self.bridge(["quiz.jsonc": Self.mapping("Good 0")])
        let file = bridge.folder.path("mappings/quiz.jsonc")
        for step in 1...90 {
            switch step * 7 % 11 {
            case 0, 1, 2: try bridge.folder.write(Self.mapping("Good \(step)"), to: "mappings/quiz.jsonc")
            case 3, 4: Self.rename(try bridge.folder.write(Self.mapping("Good \(step)"), to: "new"), over: file)
            case 5: try bridge.folder.write(String(Self.mapping("Bad").prefix(40)), to: "mappings/quiz.jsonc")
            case 6: try bridge.folder.write(Self.mapping("Bad", email: "$.email | number"), to: "mappings/quiz.jsonc")
            case 7: unlink(file)
            case 8:
                try bridge.folder.write(Self.mapping("Good \(step)"), to: "next/quiz.jsonc")
                Self.rename(bridge.folder.path("mappings"), over: bridge.folder.path("old-\(step)"))
                Self.rename(bridge.folder.path("next"), over: bridge.folder.path("mappings"))
            default: break
            }
            #expect(try bridge.post("/hooks/quiz", Self.body(step)).status == 200, "step \(step)")
        }
        try bridge.folder.write(Self.mapping("Good 91"), to: "mappings/quiz.jsonc")
        #expect(try bridge.isWellInTheEnd())
        let actions = try Self.actions(of: bridge)
        #expect(actions.count == 90)
        #expect(actions.allSatisfy { $0.hasPrefix("Good ") })
    }

    @Test func `a secret that comes later opens its source on SIGHUP`() throws {
        let text = Self.mapping("Quiz").replacing(#""none": true"#, with: #""bearer": "file:SECRET""#)
        let folder = try TemporaryFolder()
        let secret = folder.path("secret")
        try folder.write(text.replacing("SECRET", with: secret), to: "mappings/quiz.jsonc")
        let bridge = try Bridge(environment: ["FUNNELBRIDGE_MAPPINGS": folder.path("mappings")], folder: folder)
        #expect(try bridge.post("/hooks/quiz", Self.body(1)).status == 503)
        try folder.write("open sesame", to: "secret")
        bridge.daemon?.send(SIGHUP)
        _ = bridge.daemon?.line(containing: "message=reloaded")
        let headers = ["Content-Type: application/json", "Authorization: Bearer open sesame"]
        #expect(try bridge.post("/hooks/quiz", Self.body(1), headers: headers).status == 200)
    }
}
