import Foundation
import TestSupport
import Testing

/// Each row of the table of outcomes, with the built program and the sandbox.
struct ForwardingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let script: String
        let state: String
        let attempts: Int
        /// How often the sandbox took it.
        let taken: Int
        var testDescription: String { script }

        init(_ script: String, _ state: String, attempts: Int = 1, taken: Int = 1) {
            self.script = script
            self.state = state
            self.attempts = attempts
            self.taken = taken
        }
    }

    static let rows = [
        Row("[]", "delivered"),
        Row("[204]", "delivered", taken: 0),
        Row("[409]", "duplicate", taken: 0),
        Row(#"[{"status":400,"message":"This event was Already received"}]"#, "duplicate", taken: 0),
        Row(#"[{"status":400,"message":"already exists"}]"#, "duplicate", taken: 0),
        Row(#"[{"status":422,"message":"DUPLICATE entry"}]"#, "duplicate", taken: 0),
        Row(#"[{"status":422,"message":"ALREADY there"}]"#, "duplicate", taken: 0),
        Row("[400]", "dead", taken: 0),
        Row("[413]", "dead", taken: 0),
        Row("[422]", "dead", taken: 0),
        Row("[408]", "delivered", attempts: 2),
        Row(#"[{"status":425,"retryAfter":"1"}]"#, "delivered", attempts: 2),
        Row(#"[{"status":429,"retryAfter":"1"}]"#, "delivered", attempts: 2),
        Row(#"[{"status":429,"retryAfter":"date+2"}]"#, "delivered", attempts: 2),
        Row(#"[{"status":503,"retryAfter":"date+1"}]"#, "delivered", attempts: 2),
        Row("[500, 599]", "delivered", attempts: 3),
        Row(#"["reset"]"#, "delivered", attempts: 2),
        Row(#"["hang"]"#, "delivered", attempts: 2),
        Row(#"["html"]"#, "delivered", attempts: 2),
        Row(#"["half"]"#, "duplicate", attempts: 2),
        Row(#"[{"answer":"reset","takes":true}]"#, "duplicate", attempts: 2),
        Row(#"[500, 500, 500, 500, 500, 500, 500]"#, "delivered", attempts: 8),
    ]

    @Test(arguments: rows)
    func `an answer means what the table says`(row: Row) throws {
        let delivery = try Delivery(timeout: row.script.contains("hang") ? "1s" : "1m")
        try delivery.script(row.script)
        try delivery.post(1)
        let forward = try #require(try delivery.settled().first)
        #expect(forward.state == row.state)
        #expect(forward.attempts == row.attempts)
        #expect(try delivery.bridge.journal().count == row.taken)
    }

    @Test(arguments: [301, 302, 307, 308, 401, 403, 404])
    func `a wrong set-up pauses the project, and once it is mended all flows in order`(status: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("wrong", to: "id")
        let delivery = try Delivery(
            projects: #"{ "default": { "id": "file:\#(folder.path("id"))", "key": "env:FUNNELYTICS_API_KEY" } }"#,
            folder: folder
        )
        try delivery.script("[\(status)]")
        try delivery.post(1)
        #expect(try delivery.state(awaiting: "paused") == "paused")
        try delivery.post(2)
        try delivery.post(3, email: "ben@example.com")
        #expect(try delivery.forwards().map(\.state) == ["pending", "pending", "pending"])
        #expect(try delivery.bridge.journal().isEmpty)
        #expect(try delivery.bridge.status().exit == 1)
        try folder.write("right", to: "id")
        delivery.bridge.daemon?.send(SIGHUP)
        let forwards = try delivery.settled()
        #expect(forwards.map(\.state) == ["delivered", "delivered", "delivered"])
        #expect(forwards.map(\.attempts) == [1, 1, 1], "a pause uses up no attempts")
        #expect(try Set(delivery.projectsTaken()) == ["right"])
        #expect(try delivery.numbersTaken().filter { $0 != 3 } == [1, 2])
        #expect(try delivery.state(awaiting: "sending") == "sending")
    }

    @Test func `a dead forward is sent again by events retry`() throws {
        let delivery = try Delivery()
        try delivery.script("[400]")
        try delivery.post(1)
        let dead = try #require(try delivery.settled().first)
        #expect(dead.state == "dead")
        #expect(dead.status == 400)
        let shown = try delivery.bridge.run(["events", "show", dead.event])
        #expect(shown.output.contains("scripted"), "the answer is kept for a person")
        #expect(try delivery.bridge.run(["events", "retry", dead.event]).exit == 0)
        #expect(try delivery.settled().first?.state == "delivered")
        #expect(try delivery.bridge.status().exit == 0)
    }

    @Test func `what waits holds back its own person alone`() throws {
        let delivery = try Delivery()
        // Seconds in which a busy machine must have done the rest.
        try delivery.script(#"[{"status":503,"retryAfter":"8"}]"#)
        try delivery.post(1)
        _ = try delivery.eventually(delivery.forwards) { $0.first?.attempts == 1 }
        try delivery.post(2)
        try delivery.post(3, email: "ben@example.com")
        #expect(try delivery.settled().map(\.state) == ["delivered", "delivered", "delivered"])
        #expect(try delivery.numbersTaken() == [3, 1, 2])
    }

    @Test func `projects have endpoints, credentials and troubles of their own`() throws {
        let folder = try TemporaryFolder()
        let other = try RunningProgram(
            ["sandbox", "--listen", "127.0.0.1:0", "--journal", folder.path("other.jsonl")],
            in: folder.url
        )
        let address = try #require(RunningProgram.field("address", of: other.line(containing: "listening")))
        let delivery = try Delivery(
            projects: """
                { "default": { "id": "one", "key": "env:FUNNELYTICS_API_KEY" },
                  "acme": { "id": "two", "key": "env:ACME_KEY", "endpoint": "http://\(address)/api/v1/webhook" } }
                """,
            mappings: ["quiz": Delivery.mapping(), "shop": Delivery.mapping(project: "acme")],
            environment: ["ACME_KEY": "Basic YWNtZQ=="],
            folder: folder
        )
        try delivery.script("[401]")
        try delivery.post(1)
        #expect(try delivery.state(awaiting: "paused") == "paused")
        try delivery.post(2, source: "shop")
        let forwards = try delivery.eventually(delivery.forwards) { $0.last?.state == "delivered" }
        #expect(forwards.map(\.state) == ["pending", "delivered"])
        #expect(try delivery.state("acme", awaiting: "sending") == "sending")
        #expect(try folder.read("other.jsonl").contains(#""two""#))
        delivery.bridge.daemon?.send(SIGHUP)
        #expect(try delivery.settled().map(\.state) == ["delivered", "delivered"])
        #expect(try delivery.projectsTaken() == ["one"])
        #expect(try folder.read("other.jsonl").split(separator: "\n").count == 1)
    }

    @Test func `answers of a project take the place of the table`() throws {
        let delivery = try Delivery(
            projects: """
                { "default": { "id": "one", "key": "env:FUNNELYTICS_API_KEY",
                               "answers": { "404": "dead", "418": "retry", "500": "duplicate" } } }
                """
        )
        try delivery.script("[404, 418, 500]")
        try delivery.post(1)
        #expect(try delivery.settled().map(\.state) == ["dead"])
        try delivery.post(2)
        let forwards = try delivery.settled()
        #expect(forwards.map(\.state) == ["dead", "duplicate"])
        #expect(forwards.map(\.attempts) == [1, 2])
    }
}
