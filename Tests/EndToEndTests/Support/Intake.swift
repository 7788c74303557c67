import Foundation
import TestSupport
import Testing

/// A daemon with mappings of the test's own that sends nothing on: what comes in stays pending in its ledger.
final class Intake {
    let folder: TemporaryFolder
    let program: RunningProgram
    let environment: [String: String]
    /// Where it listens, in the order of `listen`.
    private(set) var addresses: [String] = []

    /// Open to all at `/hooks/open`, and with the token of `token` at `/hooks/guarded`.
    static let mappings = [
        "open": #"{ "verify": { "none": true }, "actions": [{ "action": "Done", "email": "$.email" }] }"#,
        "guarded": #"{ "verify": { "token": "env:GUARDED" }, "actions": [{ "action": "Done", "email": "$.email" }] }"#,
        "unset": #"{ "verify": { "token": "env:NOT_SET" }, "actions": [] }"#,
        "broken": "{ \"verify\": ",
    ]
    static let token = "guarded-token-1f2e3d"

    var address: String { addresses[0] }

    /// - Parameters:
    ///   - listen: addresses, several parted by commas.
    ///   - launcher: what starts the program in the place of this test: an executable and its arguments, the program's
    ///     own behind them.
    ///   - limits: options of prlimit(1), under which the program then runs.
    init(
        listen: (TemporaryFolder) -> String = { _ in "127.0.0.1:0" },
        environment: [String: String] = [:],
        mappings: [String: String] = mappings,
        launcher: [String] = [],
        limits: [String] = []
    ) throws {
        folder = try TemporaryFolder()
        for (name, text) in mappings { try folder.write(text, to: "mappings/\(name).jsonc") }
        self.environment = [
            "FUNNELBRIDGE_LISTEN": listen(folder), "FUNNELBRIDGE_ADMIN": "127.0.0.1:0",
            "FUNNELBRIDGE_DATABASE": folder.path("ledger.db"), "FUNNELBRIDGE_MAPPINGS": folder.path("mappings"),
            "FUNNELBRIDGE_LOG_LEVEL": "debug", "GUARDED": Self.token,
        ].merging(environment) { $1 }
        if let executable = launcher.first {
            program = try RunningProgram(
                executable: executable,
                launcher.dropFirst() + [BuiltProgram.path, "serve"],
                environment: self.environment,
                in: folder.url
            )
        } else if !limits.isEmpty {
            program = try RunningProgram(
                executable: "/usr/bin/prlimit",
                limits + [BuiltProgram.path, "serve"],
                environment: self.environment,
                in: folder.url
            )
        } else {
            program = try RunningProgram(["serve"], environment: self.environment, in: folder.url)
        }
        // A socket that was handed over is known before the program runs.
        if let line = launcher.isEmpty ? nil : program.line(containing: "activated") {
            addresses = [RunningProgram.field("address", of: line) ?? ""]
        }
        guard launcher.isEmpty else { return }
        let count = listen(folder).split(separator: ",").count
        _ = program.line(containing: "message=listening")
        while program.log.count(where: { $0.contains("message=listening") }) < count, program.readLine() != nil {}
        addresses = program.log.filter { $0.contains("message=listening") }
            .compactMap { RunningProgram.field("address", of: $0) }
        try #require(addresses.count == count, "it listens: \(program.log)")
    }

    /// The address of the admin listener.
    var adminAddress: String { RunningProgram.field("address", of: program.line(containing: "message=admin")) ?? "" }

    /// Waits until the forwarder has opened what it works with, and has found that it has no credentials.
    func waitForForwarder() {
        _ = program.line(containing: "message=\"project has no credentials\"")
    }

    /// Sets the soft limit of open files of the running program.
    func allow(descriptors: Int) throws {
        let arguments = ["--pid", "\(program.identifier)", "--nofile=\(descriptors):"]
        _ = try BuiltProgram.run(executable: "/usr/bin/prlimit", arguments, in: folder.url)
    }

    func curl(_ arguments: [String]) throws -> BuiltProgram.Result {
        try BuiltProgram.run(executable: "/usr/bin/curl", ["-sS", "--max-time", "50"] + arguments, in: folder.url)
    }

    /// The ids of all events in the ledger.
    func storedEvents() throws -> Set<String> {
        let arguments = ["events", "list", "--limit", "1000000", "--json"]
        let result = try BuiltProgram.run(arguments, environment: environment, in: folder.url)
        let events = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]] ?? []
        return Set(events.compactMap { $0["id"] as? String })
    }

    /// What the metrics say of something that has one figure; nil when they do not name it.
    func metric(_ name: String) throws -> Int? {
        let text = try curl(["http://\(adminAddress)/metrics"]).output
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return line.flatMap { Int($0.split(separator: " ").last ?? "") }
    }

    /// The text of a whole request with an event of its own.
    static func post(_ email: String, to path: String = "/hooks/open", closing: Bool = false) -> String {
        let body = "{\"email\":\"\(email)\"}"
        let connection = closing ? "Connection: close\r\n" : ""
        return "POST \(path) HTTP/1.1\r\nHost: x\r\n\(connection)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
