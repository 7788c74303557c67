import Foundation
import TestSupport
import Testing

/// A daemon and the sandbox it forwards to, in a folder of their own.
final class Bridge {
    let folder: TemporaryFolder
    private(set) var sandbox: RunningProgram?
    private(set) var daemon: RunningProgram?
    private(set) var sandboxAddress = ""
    private(set) var address = ""
    private(set) var adminAddress = ""
    var environment: [String: String]
    /// What starts the daemon in the place of this test: an executable and its arguments, the program's own behind them.
    private let launcher: [String]

    static let token = "s3cret"

    /// Starts both.
    ///
    /// The mappings are the shipped ones.
    init(
        environment: [String: String] = [:],
        sandboxOptions: [String] = [],
        sandboxListens: String = "127.0.0.1:0",
        startsSandbox: Bool = true,
        folder: TemporaryFolder? = nil,
        launcher: [String] = []
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        self.launcher = launcher
        self.environment = [
            "FUNNELBRIDGE_LISTEN": "127.0.0.1:0",
            "FUNNELBRIDGE_ADMIN": "127.0.0.1:0",
            "FUNNELBRIDGE_DATABASE": self.folder.path("ledger.db"),
            "FUNNELBRIDGE_MAPPINGS": Repository.path("mappings"),
            "FUNNELBRIDGE_RATE": "0",
            "FUNNELYTICS_PROJECT_ID": "00000000-0000-4000-8000-000000000000",
            "FUNNELYTICS_API_KEY": "Basic dGVzdA==",
            "INVOLVE_ME_TOKEN": Self.token, "PERSPECTIVE_TOKEN": Self.token, "POLTIO_TOKEN": Self.token,
            "QUALIFIO_SECRET": Self.token,
        ].merging(environment) { $1 }
        if startsSandbox { try startSandbox(sandboxOptions, listen: sandboxListens) }
        try startDaemon()
    }

    func startSandbox(_ options: [String] = [], listen: String = "127.0.0.1:0") throws {
        let program = try RunningProgram(
            ["sandbox", "--listen", listen, "--journal", folder.path("journal.jsonl")] + options,
            in: folder.url
        )
        sandbox = program
        sandboxAddress = RunningProgram.field("address", of: program.line(containing: "listening")) ?? ""
        environment["FUNNELBRIDGE_ENDPOINT"] =
            environment["FUNNELBRIDGE_ENDPOINT"] ?? "http://\(sandboxAddress)/api/v1/webhook"
    }

    func stopSandbox() {
        sandbox?.kill9()
        sandbox = nil
    }

    func startDaemon() throws {
        let command = launcher + [BuiltProgram.path, "serve"]
        let program = try RunningProgram(
            executable: command[0],
            Array(command.dropFirst()),
            environment: environment,
            in: folder.url
        )
        daemon = program
        address = RunningProgram.field("address", of: program.line(containing: "message=listening")) ?? ""
        adminAddress = RunningProgram.field("address", of: program.line(containing: "admin")) ?? ""
        // The forwarder starts last, and what it finds of the projects is in the ledger a moment later.
        let isRunning = try Condition.comesToHold {
            try !program.isRunning || (statusDocument()["projects"] as? [Any])?.isEmpty == false
        }
        try #require(isRunning && program.isRunning, "the daemon runs: \(program.log)")
    }

    /// Posts a body with curl, a real client.
    func post(_ path: String, _ body: String, headers: [String] = ["Content-Type: application/json"]) throws -> Answer {
        let file = try folder.write(body, to: "body-\(UUID().uuidString)")
        return try curl(["--data-binary", "@\(file)"] + headers.flatMap { ["-H", $0] } + ["http://\(address)\(path)"])
    }

    func curl(_ arguments: [String]) throws -> Answer {
        let result = try BuiltProgram.run(
            executable: "/usr/bin/curl",
            ["-sS", "-w", "\n%{http_code}"] + arguments,
            in: folder.url
        )
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        return Answer(status: Int(lines.last ?? "") ?? 0, body: lines.dropLast().joined(separator: "\n"))
    }

    struct Answer: Equatable {
        let status: Int
        let body: String
    }

    func status(_ arguments: [String] = []) throws -> BuiltProgram.Result {
        try BuiltProgram.run(["status"] + arguments, environment: environment, in: folder.url)
    }

    func statusDocument() throws -> [String: Any] {
        let output = try status(["--json"]).output
        return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }

    func forwards(_ state: String) throws -> Int {
        (try statusDocument()["forwards"] as? [String: Int])?[state] ?? -1
    }

    /// Asks until the ledger says that nothing is pending any more, for a bounded number of times.
    func waitUntilForwarded() throws {
        _ = try Condition.comesToHold { try forwards("pending") <= 0 }
    }

    /// Asks until `status` says that all is well, for a bounded number of times.
    func isWellInTheEnd() throws -> Bool {
        try Condition.comesToHold { try status().exit == 0 }
    }

    /// The lines of the sandbox's journal.
    func journal() throws -> [[String: Any]] {
        guard FileManager.default.fileExists(atPath: folder.path("journal.jsonl")) else { return [] }
        return try folder.read("journal.jsonl").split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
