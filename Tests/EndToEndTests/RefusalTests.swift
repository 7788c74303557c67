import Foundation
import TestSupport
import Testing

/// Requests that are refused: with which answer, and that nothing of them is kept or sent.
struct RefusalTests {
    @Test func `each kind of refusal has its status and reason, and none is forwarded`() throws {
        let bridge = try Bridge(environment: ["FUNNELBRIDGE_LIMITS_BODY": "8KiB"])
        let body = try Repository.sample("involve-me/outcomes.json")
        let path = "/hooks/involve-me/\(Bridge.token)"

        #expect(try bridge.post("/hooks/involve-me/wrong", body).status == 401)
        #expect(try bridge.post("/hooks/involve-me", body).status == 401)
        #expect(try bridge.post("/hooks/nobody/\(Bridge.token)", body).status == 404)
        #expect(try bridge.post("/elsewhere", body).status == 404)
        #expect(try bridge.post(path, String(repeating: " ", count: 9_000)).status == 413)
        #expect(try bridge.post(path, body, headers: ["Content-Type: text/csv"]).status == 415)
        #expect(
            try bridge.post(path, body, headers: ["Content-Type: application/json", "Content-Encoding: gzip"]).status
                == 415
        )
        for method in ["DELETE", "PUT", "PATCH"] {
            let answer = try bridge.curl(["-X", method, "http://\(bridge.address)\(path)"])
            #expect(answer.status == 405, "\(method), also without the length that a body would have")
        }
        #expect(try bridge.curl(["-X", "POST", "http://\(bridge.address)/hooks/nobody"]).status == 404)
        #expect(try bridge.curl(["-X", "POST", "http://\(bridge.address)\(path)"]).status == 411)
        let ready = try bridge.curl(["http://\(bridge.address)\(path)"])
        #expect(ready.status == 200 && ready.body.contains("ready to receive"))

        #expect(try Self.kept(bridge) == 0, "nothing is kept of what strangers send")
        #expect(try bridge.status().exit == 0, "and nothing of it is a person's business")

        let noJSON = try bridge.post(path, "{\"event\": oops}")
        #expect(noJSON.status == 400)
        #expect(noJSON.body.contains("1:11"), "the answer says where: \(noJSON.body)")
        let events = try #require(try bridge.statusDocument()["events"] as? [String: Int])
        #expect(events["unreadable"] == 1, "the authentic request that was no JSON is kept for its sender")
        let status = try bridge.status()
        #expect(status.exit == 1)
        #expect(status.output.contains("1 event is unreadable: funnelbridge events list --state unreadable"))
        #expect(try bridge.journal().isEmpty)
    }

    private static func kept(_ bridge: Bridge) throws -> Int {
        let events = try #require(try bridge.statusDocument()["events"] as? [String: Int])
        return events.values.reduce(0, +)
    }

    @Test func `a problem is told as RFC 9457 says`() throws {
        let bridge = try Bridge()
        let answer = try bridge.curl(["-i", "-X", "POST", "-d", "{}", "http://\(bridge.address)/hooks/nobody"])
        #expect(answer.body.lowercased().contains("content-type: application/problem+json"))
        #expect(answer.body.contains("\"status\":404"))
    }
}
