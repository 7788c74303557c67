import Foundation
import TestSupport
import Testing

/// nginx or Caddy in front of a daemon, by the file that is shipped for it, with a certificate of the test's own.
final class Proxy {
    let folder: TemporaryFolder
    let port: Int
    private let process: ChildProcess

    static let name = "hooks.example.com"

    /// - Parameters:
    ///   - file: of the folder `deploy`.
    ///   - command: what to start, given the folder.
    ///   - replacements: what has to be another here than on a server; each must stand in the file once.
    ///   - frame: what stands around it: made from the file's changed text and the folder.
    init(
        _ file: String,
        command: (TemporaryFolder) -> [String],
        replacements: (TemporaryFolder, Int) -> [String: String],
        frame: (String, TemporaryFolder) -> String
    ) throws {
        folder = try TemporaryFolder()
        port = try FreePort.find()
        try Self.makeCertificate(in: folder)
        var text = try Repository.text("deploy/\(file)")
        for (shipped, own) in replacements(folder, port) {
            #expect(text.components(separatedBy: shipped).count == 2, "deploy/\(file) has '\(shipped)' once")
            text = text.replacingOccurrences(of: shipped, with: own)
        }
        try folder.write(frame(text, folder), to: file)
        let words = command(folder)
        try folder.write("", to: "proxy.log")
        process = try ChildProcess(
            "/usr/bin/env",
            words,
            environment: BuiltProgram.surroundings.merging([
                "XDG_DATA_HOME": folder.path("data"), "XDG_CONFIG_HOME": folder.path("config"),
            ]) { $1 },
            input: .nothing,
            output: .nothing,
            errors: .file(try FileHandle(forWritingTo: URL(filePath: folder.path("proxy.log"))))
        )
        let answers = Condition.comesToHold { !process.isRunning || (try? RawConnection("127.0.0.1:\(port)")) != nil }
        try #require(answers && process.isRunning, "the proxy runs: \((try? folder.read("proxy.log")) ?? "")")
    }

    deinit {
        process.end(by: SIGTERM)
    }

    /// curl by the proxy's name and with its certificate.
    func curl(_ path: String, _ arguments: [String] = []) throws -> BuiltProgram.Result {
        let address = ["--resolve", "\(Self.name):\(port):127.0.0.1", "--cacert", folder.path("certificate.pem")]
        return try BuiltProgram.run(
            executable: "/usr/bin/curl",
            ["-sS", "--max-time", "50"] + address + arguments + ["https://\(Self.name):\(port)\(path)"],
            in: folder.url
        )
    }

    /// All that the proxy has written: its logs, and what it said.
    func everythingLogged() throws -> String {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false))
            .filter { $0.hasSuffix(".log") }.map { try folder.read($0) }.joined()
    }

    private static func makeCertificate(in folder: TemporaryFolder) throws {
        let result = try BuiltProgram.run(
            executable: "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", folder.path("key.pem"),
                "-out", folder.path("certificate.pem"),
            ],
            in: folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
    }
}
