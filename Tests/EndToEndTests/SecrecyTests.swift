import Foundation
import TestSupport
import Testing

/// What others on the machine can see of secrets: nothing.
struct SecrecyTests {
    private static let mappings = [
        "token": #"{ "verify": { "token": "env:TOKEN" }, "actions": [] }"#,
        "bearer": #"{ "verify": { "bearer": "file:bearer.txt" }, "actions": [] }"#,
        "body": """
        { "verify": { "body": { "path": "$.secret", "value": "env:BODY" } },
          "actions": [{ "action": "Done", "email": "$.email", "flatten": [{ "from": "$" }] }] }
        """,
    ]
    private static let secrets = ["token-secret-4711", "bearer-secret-4712", "body-secret-4713"]

    @Test func `secrets stand in no log, no answer, no list of processes, and not in the ledger`() throws {
        let folder = try TemporaryFolder()
        let bearer = try folder.write("\(Self.secrets[1])\n", to: "bearer.txt")
        let mappings = Self.mappings.mapValues { $0.replacing("file:bearer.txt", with: "file:\(bearer)") }
        let intake = try Intake(environment: ["TOKEN": Self.secrets[0], "BODY": Self.secrets[2]], mappings: mappings)
        let json = ["-i", "-H", "Content-Type: application/json"]
        let base = "http://\(intake.address)/hooks"
        let body = "{\"secret\":\"\(Self.secrets[2])\",\"email\":\"a@b.example\"}"
        let sends = [
            ["-d", "{}", "\(base)/token/\(Self.secrets[0])"], ["-d", "{}", "\(base)/token?token=\(Self.secrets[0])"],
            ["-d", "{}", "-H", "Authorization: Bearer \(Self.secrets[1])", "\(base)/bearer"],
            ["-d", body, "\(base)/body"], ["-d", "oops", "\(base)/token/\(Self.secrets[0])"],
            ["-d", "{}", "\(base)/nobody/\(Self.secrets[0])"], ["-d", body, "\(base)/bearer"],
            ["\(base)/token/\(Self.secrets[0])"], ["-X", "PUT", "-d", "{}", "\(base)/token/\(Self.secrets[0])"],
        ]
        let answers = try sends.map { try intake.curl(json + $0).output }
        let statuses = answers.map { Int($0.split(separator: " ").dropFirst().first ?? "") }
        #expect(statuses == [200, 200, 200, 200, 400, 404, 401, 200, 405])

        let processes = try BuiltProgram.run(
            executable: "/usr/bin/env",
            ["ps", "-ww", "-o", "args", "-p", "\(intake.program.identifier)"],
            in: folder.url
        ).output
        #expect(processes.contains("serve"))
        let limits = try String(contentsOfFile: "/proc/\(intake.program.identifier)/limits", encoding: .utf8)
        let cores = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
        #expect(cores?.split(separator: " ").dropFirst(4).prefix(2).map(String.init) == ["0", "0"])

        let running = try intake.folder.bytes(ofFilesNamed: "ledger.db")
        let status = try BuiltProgram.run(["status"], environment: intake.environment, in: intake.folder.url).output
        #expect(intake.program.stop() == 0)
        let stopped = try intake.folder.bytes(ofFilesNamed: "ledger.db")
        let log = intake.program.log.joined(separator: "\n")
        #expect(log.contains("reason=bearer-missing") && log.contains("level=debug"))
        for secret in Self.secrets {
            for text in answers + [processes, log, status] { #expect(!text.contains(secret)) }
            for bytes in [running, stopped] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
        }
        #expect(stopped.range(of: Data("a@b.example".utf8)) != nil, "what was looked through is the ledger")
    }
}
