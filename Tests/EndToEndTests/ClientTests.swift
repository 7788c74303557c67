import Foundation
import TestSupport
import Testing

/// Clients of other makes.
struct ClientTests {
    private static func client(_ name: String) -> String {
        Repository.path("Tests/EndToEndTests/Clients/\(name)")
    }

    @Test func `Python's http client is answered on one connection, whatever it is refused`() throws {
        let intake = try Intake()
        let parts = intake.address.split(separator: ":").map(String.init)
        let result = try BuiltProgram.run(
            executable: "/usr/bin/env",
            ["python3", Self.client("http_client.py"), parts[0], parts[1], "/hooks/open"],
            in: intake.folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
        let lines = try result.output.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(lines.compactMap { $0["status"] as? Int } == [200, 200, 200, 200, 200, 200, 405, 400, 200])
        #expect(lines.compactMap { $0["closes"] as? Bool }.allSatisfy { !$0 })
        #expect(lines.first { $0["name"] as? String == "head" }?["length"] as? Int == 0)
        #expect(lines.last?["connections"] as? Int == 1)
        #expect(try intake.storedEvents().count == 6)
    }

    @Test func `wrk gets 200 for all it sends, and all of it is in the ledger`() throws {
        let intake = try Intake()
        let result = try BuiltProgram.run(
            executable: "/usr/bin/env",
            [
                "wrk", "-t1", "-c64", "-d1s", "--timeout", "60s", "-s", Self.client("post.lua"),
                "http://\(intake.address)/hooks/open",
            ],
            in: intake.folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
        #expect(!result.output.contains("Non-2xx"), "\(result.output)")
        #expect(!result.output.contains("Socket errors"), "\(result.output)")
        let line = result.output.split(separator: "\n").first { $0.contains(" requests in ") }
        let answered = line.flatMap { Int($0.split(separator: " ").first ?? "") } ?? 0
        #expect(answered > 0)
        #expect(intake.program.stop() == 0)
        #expect(try intake.storedEvents().count >= answered)
    }
}
