import Foundation
import TestSupport
import Testing

/// `doctor`, with the built program in healthy and in bad surroundings.
struct DoctorTests {
    private static func examine(_ bridge: Bridge, environment: [String: String]) throws -> Report {
        let result = try BuiltProgram.run(["doctor", "--json"], environment: environment, in: bridge.folder.url)
        let findings = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: String]]
        return Report(findings: try #require(findings), exit: result.exit)
    }

    private struct Report {
        let findings: [[String: String]]
        let exit: Int32

        func messages(_ check: String, _ state: String) -> [String] {
            findings.filter { $0["check"] == check && $0["state"] == state }.compactMap { $0["message"] }
        }

        var wrong: [String] { findings.filter { $0["state"] == "wrong" }.compactMap { $0["message"] } }
    }

    @Test func `where all is well nothing is wrong, and each place is named once`() throws {
        let bridge = try Bridge()
        #expect(
            try bridge.post("/hooks/involve-me/\(Bridge.token)", Repository.sample("involve-me/outcomes.json")).status
                == 200
        )
        try bridge.waitUntilForwarded()
        let report = try Self.examine(bridge, environment: bridge.environment)
        #expect(report.wrong == [])
        #expect(report.exit == 0)
        let checks = report.findings.compactMap { $0["check"] }
        #expect(
            checks == [
                "configuration", "ledger", "permissions", "disk", "clock", "mappings", "secrets", "credentials",
                "endpoint",
                "daemon", "pending",
            ]
        )
        let text = try BuiltProgram.run(["doctor"], environment: bridge.environment, in: bridge.folder.url)
        #expect(text.exit == 0)
        #expect(text.output.split(separator: "\n").count == checks.count)
    }

    @Test func `a shell without the secrets is told of the daemon's own`() throws {
        let bridge = try Bridge()
        let bare = bridge.environment.filter { $0.key.hasPrefix("FUNNELBRIDGE_") }
        #expect(try Self.examine(bridge, environment: bare).wrong == [])
        #expect(bridge.daemon?.stop() == 0)
        let report = try Self.examine(bridge, environment: bare)
        #expect(report.exit == 1)
        #expect(report.messages("credentials", "wrong").first?.contains("FUNNELYTICS_API_KEY") == true)
        #expect(report.messages("secrets", "wrong").contains { $0.contains("env:INVOLVE_ME_TOKEN") })
    }

    @Test func `a key that is missing and a mapping that is damaged are found`() throws {
        let folder = try TemporaryFolder()
        let good = #"{ "verify": { "none": true }, "actions": [] }"#
        try folder.write(good, to: "mappings/good.jsonc")
        try folder.write(#"{ "verify": { "none": true }, "actons": [] }"#, to: "mappings/damaged.jsonc")
        let bridge = try Bridge(
            environment: ["FUNNELBRIDGE_MAPPINGS": folder.path("mappings"), "FUNNELYTICS_API_KEY": ""],
            folder: folder
        )
        let report = try Self.examine(bridge, environment: bridge.environment)
        #expect(report.exit == 1)
        let key = report.messages("credentials", "wrong").first ?? ""
        #expect(key.contains("FUNNELYTICS_API_KEY is not set") && !key.contains("PROJECT_ID"), "\(key)")
        let mapping = report.messages("mappings", "wrong").first ?? ""
        #expect(mapping.contains("damaged.jsonc:1:") && mapping.contains("'actions'"), "\(mapping)")
    }

    @Test func `a key that was copied with a space is not said to be missing`() throws {
        let bridge = try Bridge(environment: ["FUNNELYTICS_API_KEY": "key "])
        let report = try Self.examine(bridge, environment: bridge.environment)
        let key = report.messages("credentials", "wrong").first ?? ""
        #expect(key.contains("FUNNELYTICS_API_KEY is empty, begins or ends with a space"), "\(key)")
        #expect(!key.contains("PROJECT_ID"), "\(key)")
        let status = try BuiltProgram.run(["status"], environment: bridge.environment, in: bridge.folder.url)
        #expect(status.output.contains("sends nothing: FUNNELYTICS_API_KEY is empty, begins or ends with a space"))
        #expect(!status.output.contains("is not set"))
    }

    @Test func `a ledger that others may read, and one that is damaged, are found`() throws {
        let bridge = try Bridge()
        for number in 0..<40 {
            let body = try Repository.sample("involve-me/outcomes.json").replacing("jonas", with: "jonas\(number)")
            #expect(try bridge.post("/hooks/involve-me/\(Bridge.token)", body).status == 200)
        }
        try bridge.waitUntilForwarded()
        #expect(bridge.daemon?.stop() == 0)
        let ledger = bridge.folder.path("ledger.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ledger)
        let open = try Self.examine(bridge, environment: bridge.environment)
        #expect(open.messages("permissions", "wrong").first?.contains("chmod 600") == true)

        let file = try FileHandle(forUpdating: URL(filePath: ledger))
        let size = try file.seekToEnd()
        for page in 2..<(size / 8_192) {
            try file.seek(toOffset: page * 8_192)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        }
        try file.close()
        let damaged = try Self.examine(bridge, environment: bridge.environment)
        #expect(damaged.exit == 1)
        #expect(damaged.messages("ledger", "wrong").first?.contains("restore the last backup") == true)
    }

    @Test func `of a ledger that a link leads to, the files beside it are looked at where it is`() throws {
        let bridge = try Bridge()
        let ledger = bridge.folder.path("ledger.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: ledger + "-wal")
        let elsewhere = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(atPath: elsewhere.ledger, withDestinationPath: ledger)
        let linked = bridge.environment.merging(["FUNNELBRIDGE_DATABASE": elsewhere.ledger]) { $1 }
        let report = try Self.examine(bridge, environment: linked)
        #expect(report.messages("ledger", "fine").first?.hasPrefix("\(ledger) is whole") == true)
        #expect(report.messages("permissions", "wrong").first?.contains("chmod 600 \(ledger)-wal") == true)
    }

    @Test func `an endpoint that nobody serves and a configuration that is wrong are found`() throws {
        let bridge = try Bridge()
        bridge.stopSandbox()
        let report = try Self.examine(bridge, environment: bridge.environment)
        #expect(report.exit == 1)
        #expect(report.messages("endpoint", "wrong").first?.contains(bridge.sandboxAddress) == true)
        let environment = bridge.environment.merging(["FUNNELBRIDGE_LIMITS_BODY": "many"]) { $1 }
        let wrong = try Self.examine(bridge, environment: environment)
        #expect(wrong.exit == 1)
        #expect(wrong.messages("configuration", "wrong").first?.contains("FUNNELBRIDGE_LIMITS_BODY") == true)
    }
}
