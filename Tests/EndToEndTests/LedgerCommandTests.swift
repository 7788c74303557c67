import Foundation
import TestSupport
import Testing

/// The commands that look after the ledger, with the built program on a ledger that a daemon has written.
struct LedgerCommandTests {
    private static func mapping(at: String = "$.at", otherwise: String = "ignore", when: String = "true") -> String {
        """
        {
          "verify": { "none": true },
          "otherwise": "\(otherwise)",
          "actions": [{
            "action": "Quiz Completed", \(when == "true" ? "" : "\"when\": \"\(when)\",")
            "email": "$.person", "dateTime": "\(at) | date", "fields": { "quiz": "$.quiz" }
          }]
        }
        """
    }

    private static func body(_ name: String) -> String {
        #"{ "person": "\#(name)@example.com", "quiz": "skin", "at": "2026-11-20T10:00:00Z" }"#
    }

    /// A daemon whose only mapping is `mappings/quiz.jsonc`.
    private static func bridge(_ mapping: String, environment: [String: String] = [:]) throws -> Bridge {
        let folder = try TemporaryFolder()
        try folder.write(mapping, to: "mappings/quiz.jsonc")
        let mappings = ["FUNNELBRIDGE_MAPPINGS": folder.path("mappings")]
        return try Bridge(environment: mappings.merging(environment) { $1 }, folder: folder)
    }

    private static func run(_ bridge: Bridge, _ arguments: String...) throws -> BuiltProgram.Result {
        try BuiltProgram.run(arguments, environment: bridge.environment, in: bridge.folder.url)
    }

    private static func events(_ bridge: Bridge, _ arguments: String...) throws -> [[String: Any]] {
        let list = ["events", "list", "--json"] + arguments
        let result = try BuiltProgram.run(list, environment: bridge.environment, in: bridge.folder.url)
        #expect(result.exit == 0, "\(result.errors)")
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]] ?? []
    }

    private static func id(_ answer: Bridge.Answer) throws -> String {
        let document = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        return try #require(document?["id"] as? String)
    }

    @Test func `a body whose mapping failed is mapped when the file is mended, and arrives`() throws {
        let bridge = try Self.bridge(Self.mapping(at: "$.quiz"))
        let answer = try bridge.post("/hooks/quiz", Self.body("ada"))
        #expect(answer.status == 200)
        #expect(try Self.events(bridge, "--state", "unmapped").count == 1)
        #expect(bridge.daemon?.stop() == 0)

        let early = try Self.run(bridge, "events", "remap", "--all", "--state", "unmapped", "--yes")
        #expect(early.exit == 1, "the mapping still fails")
        #expect(early.output.contains("1 is now unmapped, for the mapping fails"), "\(early.output)")

        try bridge.folder.write(Self.mapping(), to: "mappings/quiz.jsonc")
        let asked = try Self.run(bridge, "events", "remap", "--all", "--state", "unmapped")
        #expect(asked.exit == 1, "nobody was there to ask")
        #expect(asked.errors.contains("1 would be mapped, with 1 action"), "\(asked.errors)")
        #expect(try Self.events(bridge, "--state", "unmapped").count == 1)

        let remapped = try Self.run(bridge, "events", "remap", "--all", "--state", "unmapped", "--source=quiz", "--yes")
        #expect(remapped.exit == 0, "\(remapped.errors)")
        #expect(remapped.output == "1 event mapped, with 1 action\n")
        let again = try Self.run(bridge, "events", "remap", try Self.id(answer))
        #expect(again.exit == 0)
        #expect(try bridge.forwards("pending") == 1, "what is owed already is not owed twice")

        try bridge.startDaemon()
        try bridge.waitUntilForwarded()
        let emails = try bridge.journal().map { ($0["body"] as? [String: Any])?["email"] as? String }
        #expect(emails == ["ada@example.com"])
        #expect(try bridge.status().exit == 0)
    }

    @Test func `held events are released by a remap, beside the daemon, but for one that was discarded`() throws {
        let bridge = try Self.bridge(Self.mapping(otherwise: "hold", when: "$.quiz == 'hair'"))
        for name in ["eve", "ada", "bea"] {
            #expect(try bridge.post("/hooks/quiz", Self.body(name)).status == 200)
        }
        #expect(try Self.events(bridge, "--state", "held").count == 3)
        let same = try Self.run(bridge, "events", "remap", "--all", "--state", "held", "--yes")
        #expect(same.output.contains("3 are now held"), "\(same.output)")
        let id = try #require(Self.events(bridge).last?["id"] as? String)
        let discarded = try Self.run(bridge, "events", "discard", id)
        #expect(discarded.exit == 0 && discarded.output == "1 event ignored from now on\n", "\(discarded.errors)")
        try bridge.folder.write(Self.mapping(), to: "mappings/quiz.jsonc")
        let since = try Self.run(bridge, "events", "remap", "--all", "--state=held", "--since=2099-01-01", "--yes")
        #expect(since.exit == 0 && since.errors.contains("no event is held"), "\(since.errors)")
        let released = try Self.run(bridge, "events", "remap", "--all", "--state", "held", "--yes")
        #expect(released.exit == 0, "\(released.errors)")
        #expect(try Condition.comesToHold { try bridge.journal().count >= 2 })
        #expect(try bridge.journal().count == 2)
    }

    @Test func `a remap says which events it cannot map, and why`() throws {
        let bridge = try Self.bridge(Self.mapping())
        let id = try Self.id(try bridge.post("/hooks/quiz", Self.body("ada")))
        try bridge.waitUntilForwarded()
        try FileManager.default.removeItem(atPath: bridge.folder.path("mappings/quiz.jsonc"))
        let result = try Self.run(bridge, "events", "remap", id, "0000000000000")
        #expect(result.exit == 1)
        #expect(result.errors.contains("no event 0000000000000"))
        #expect(result.output.contains("there is no mapping for quiz"))
        try bridge.folder.write("{", to: "mappings/quiz.jsonc")
        let broken = try Self.run(bridge, "events", "remap", id)
        #expect(broken.exit == 1)
        #expect(broken.output.contains("quiz.jsonc:1:2: error"), "\(broken.output)")
    }

    @Test func `a person who is forgotten is in no byte of the ledger's files`() throws {
        let bridge = try Self.bridge(Self.mapping())
        let sandbox = bridge.sandboxAddress
        let ada = try Self.id(try bridge.post("/hooks/quiz", Self.body("ada")))
        #expect(try bridge.post("/hooks/quiz", Self.body("bea")).status == 200)
        try bridge.waitUntilForwarded()
        bridge.stopSandbox()
        #expect(try bridge.post("/hooks/quiz", Self.body("ada").replacing("skin", with: "hair")).status == 200)
        #expect(try Self.holds("ada@example.com", bridge))

        let asked = try Self.run(bridge, "forget", "--email", "ada@example.com")
        #expect(asked.exit == 1)
        #expect(asked.errors.contains("2 events hold ada@example.com."), "\(asked.errors)")
        #expect(try Self.holds("ada@example.com", bridge))

        let result = try Self.run(bridge, "forget", "--email", "Ada@Example.com", "--yes")
        #expect(result.exit == 0, "\(result.errors)")
        #expect(result.output.contains("erased from 2 events"))
        #expect(result.output.contains("dedupe keys stay"))
        #expect(try !Self.holds("ada@example.com", bridge))
        #expect(try Self.holds("bea@example.com", bridge))

        let shown = try Self.run(bridge, "events", "show", ada)
        #expect(shown.output.contains("no longer kept") && shown.output.contains("erased"))
        try bridge.startSandbox(listen: sandbox)
        let again = try bridge.post("/hooks/quiz", Self.body("ada"))
        #expect(again.body.contains(#""duplicates":1"#), "the key of what was erased is still known")
        let repeated = try Self.run(bridge, "forget", "--email", "nobody@example.com")
        #expect(repeated.exit == 0 && repeated.output == "no event holds nobody@example.com\n")
    }

    /// Whether a byte of the ledger's files still says it.
    private static func holds(_ text: String, _ bridge: Bridge) throws -> Bool {
        let names = try FileManager.default.contentsOfDirectory(atPath: bridge.folder.url.path(percentEncoded: false))
        let files = names.filter { $0.hasPrefix("ledger.db") }
        #expect(files.contains("ledger.db-wal"))
        return try files.contains { name in
            try Data(contentsOf: bridge.folder.url.appending(path: name)).range(of: Data(text.utf8)) != nil
        }
    }

    @Test func `a backup is a ledger with all rows, for its owner alone, and overwrites nothing`() throws {
        let bridge = try Self.bridge(Self.mapping())
        for number in 0..<20 { #expect(try bridge.post("/hooks/quiz", Self.body("p\(number)")).status == 200) }
        try bridge.waitUntilForwarded()
        let copy = bridge.folder.path("copy.db")
        let result = try Self.run(bridge, "backup", copy)
        #expect(result.exit == 0, "\(result.errors)")
        let attributes = try FileManager.default.attributesOfItem(atPath: copy)
        #expect((attributes[.posixPermissions] as? Int) == 0o600)
        #expect(try Self.events(bridge, "--database", copy, "--state", "delivered").count == 20)
        let rows = try BuiltProgram.run(
            executable: "/usr/bin/sqlite3",
            ["-readonly", copy, "PRAGMA integrity_check; SELECT count(*) FROM event"],
            in: bridge.folder.url
        )
        #expect(rows.output == "ok\n20\n", "\(rows.errors)")
        let again = try Self.run(bridge, "backup", copy)
        #expect(again.exit == 1)
        #expect(again.errors.contains("the file is there already"))
        let nowhere = try Self.run(bridge, "backup", bridge.folder.path("no/folder/copy.db"))
        #expect(nowhere.exit == 1)
        #expect(nowhere.errors.contains("make its folder first"), "\(nowhere.errors)")
        let left = try FileManager.default.contentsOfDirectory(atPath: bridge.folder.url.path(percentEncoded: false))
        #expect(!left.contains { $0.hasSuffix(".partial") })
    }

    @Test func `a dead forward that is retried arrives, and a discarded one does not`() throws {
        let bridge = try Self.bridge(Self.mapping())
        let script = #"{"answers": [400, 400]}"#
        _ = try bridge.curl(["-d", script, "http://\(bridge.sandboxAddress)/_sandbox/script"])
        let ada = try Self.id(try bridge.post("/hooks/quiz", Self.body("ada")))
        let bea = try Self.id(try bridge.post("/hooks/quiz", Self.body("bea")))
        try bridge.waitUntilForwarded()
        #expect(try bridge.forwards("dead") == 2)

        let shown = try Self.run(bridge, "events", "show", ada)
        #expect(shown.output.contains("ada@example.com") && shown.output.contains("status 400"), "\(shown.output)")
        let discarded = try Self.run(bridge, "events", "discard", bea)
        #expect(discarded.exit == 0 && discarded.output == "1 forward discarded\n")
        let asked = try Self.run(bridge, "events", "retry", "--all", "--state", "dead")
        #expect(asked.exit == 1 && asked.errors.contains("Retry 1 forward?"), "\(asked.errors)")
        let retried = try Self.run(bridge, "events", "retry", "--all", "--state", "dead", "--yes")
        #expect(retried.exit == 0)
        try bridge.waitUntilForwarded()
        let emails = try bridge.journal().map { ($0["body"] as? [String: Any])?["email"] as? String }
        #expect(emails == ["ada@example.com"])
        #expect(try bridge.forwards("discarded") == 1)
        let nothing = try Self.run(bridge, "events", "retry", ada)
        #expect(nothing.exit == 1, "what was delivered is not sent again")
        let halfFound = try Self.run(bridge, "events", "retry", "0000000000000", bea)
        #expect(halfFound.exit == 1 && halfFound.output == "1 forward pending again\n", "\(halfFound.errors)")
    }

    @Test func `a list and an event are shown to people and to scripts`() throws {
        let bridge = try Self.bridge(Self.mapping())
        let id = try Self.id(try bridge.post("/hooks/quiz", Self.body("ada")))
        try bridge.waitUntilForwarded()
        let list = try Self.run(bridge, "events", "list")
        #expect(list.output.contains(id) && list.output.contains("Quiz Completed delivered"))
        let event = try #require(Self.events(bridge, "--source", "quiz", "--since", "1h").first)
        #expect(event["id"] as? String == id)
        #expect(event["state"] as? String == "mapped")
        let forward = try #require((event["forwards"] as? [[String: Any]])?.first)
        #expect(forward["state"] as? String == "delivered" && forward["attempts"] as? Int == 1)
        #expect(try Self.events(bridge, "--source", "other").isEmpty)
        #expect(try Self.events(bridge, "--state", "dead").isEmpty)

        let text = try Self.run(bridge, "events", "show", id)
        #expect(text.output.contains(Self.body("ada")))
        let shown = try Self.run(bridge, "events", "show", id.uppercased(), "--json")
        let document = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
        #expect(document?["body"] as? String == Self.body("ada"))
        #expect(try Self.run(bridge, "events", "show", "0000000000000").exit == 1)
        let nowhere = try Self.run(bridge, "events", "list", "--database", bridge.folder.path("none.db"))
        #expect(nowhere.exit == 2)
        let noLedger = try bridge.folder.write(String(repeating: "no ledger ", count: 1_000), to: "other.db")
        #expect(try Self.run(bridge, "events", "list", "--database", noLedger).exit == 1)
    }

    @Test func `a list shows the newest 50 and a plan looks at the newest 100, unless more are asked for`() throws {
        let bridge = try Self.bridge(Self.mapping(when: "$.quiz == 'none'"))
        let json = ["-H", "Content-Type: application/json", "-d", "{}"]
        _ = try bridge.curl(json + ["-o", "/dev/null", "http://\(bridge.address)/hooks/quiz?number=[1-101]"])
        let all = try Self.events(bridge, "--limit", "1000").compactMap { $0["id"] as? String }
        #expect(all.count == 101 && all == all.sorted().reversed())
        #expect(try Self.events(bridge).compactMap { $0["id"] as? String } == Array(all.prefix(50)))
        #expect(try Self.run(bridge, "events", "list").errors.contains("the newest 50; --limit shows more"))
        #expect(try Self.run(bridge, "events", "list", "--limit", "102").errors.isEmpty)
        let file = try bridge.folder.write(Self.mapping(), to: "edit/quiz.jsonc")
        for (last, count) in [([], 100), (["--last", "101"], 101)] {
            let plan = try BuiltProgram.run(
                ["plan", file, "--json"] + last,
                environment: bridge.environment,
                in: bridge.folder.url
            )
            #expect(plan.output.contains("\"events\":\(count),"), "\(plan.output)\(plan.errors)")
            #expect(plan.errors.isEmpty, "how far it is shows at a terminal only")
        }
    }
}
