import Domain
import Foundation
import HTTP1
import Intake
import Ledger
import Linux
import Signatures
import TestSupport
import Testing

/// An intake with a real ledger, served on loopback, with its log in a file.
final class OpenIntake {
    let folder: TemporaryFolder
    let writer: LedgerWriter
    let counters = IntakeCounters()
    let library: MappingLibrary
    private let server: HTTPServer
    private let thread: NamedThread
    private let logFile: FileHandle
    private var writerRuns = true

    static let now = Timestamp(seconds: 1_800_000_000)

    /// - Parameters:
    ///   - mappings: texts of mapping files by the names of their sources.
    ///   - secrets: variables of the environment.
    init(
        _ mappings: [String: String],
        secrets: [String: String] = [:],
        limits: IntakeLimits = IntakeLimits(),
        trusting proxies: [String] = ["127.0.0.1"]
    ) throws {
        folder = try TemporaryFolder()
        for (name, text) in mappings { try folder.write(text, to: "mappings/\(name).jsonc") }
        let recorded = try Doorbell()
        writer = try LedgerWriter(path: folder.ledger, clock: { Self.now }, recordedBell: recorded)
        var reloader = MappingReloader(folder: folder.path("mappings")) { references in
            SecretValues(resolving: references) { reference in
                guard case .environment(let name) = reference else { return nil }
                return secrets[name].map { Array($0.utf8) }
            }
        }
        library = MappingLibrary(try reloader.start(from: [], at: Self.now) { _ in [] })
        try folder.write("", to: "log")
        logFile = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("log")))
        let log = Log(level: .debug, format: .logfmt, descriptor: logFile.fileDescriptor)
        let receiver = Receiver(
            library: library,
            writer: writer,
            counters: counters,
            trustedProxies: TrustedProxies(proxies.compactMap { IPNetwork($0) }),
            limits: limits,
            log: log,
            now: { Self.now }
        )
        let loopback = try #require(ListenAddress("127.0.0.1:0"))
        let server = try HTTPServer(addresses: [loopback], doorbell: recorded, handler: receiver, log: log)
        self.server = server
        thread = NamedThread("intake") { server.run() }
    }

    deinit {
        server.stop()
        thread.join()
        if writerRuns { writer.stop() }
    }

    /// Closes the ledger, so that it refuses what comes.
    func stopWriter() {
        writer.stop()
        writerRuns = false
    }

    /// Sends a whole request on a connection of its own and reads the answer.
    func send(_ text: String) throws -> Answer {
        let socket = try StreamSocket.connected(to: server.addresses[0])
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let transfer = bytes.withUnsafeBytes { socket.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            guard case .bytes(let count) = transfer else { break }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case .bytes(let count) = buffer.withUnsafeMutableBytes({ socket.receive(into: $0) }) {
            answer += buffer[..<count]
        }
        return Answer(text: String(decoding: answer, as: UTF8.self))
    }

    func post(_ target: String, _ body: String, _ lines: String...) throws -> Answer {
        let length = "Content-Length: \(body.utf8.count)"
        let fields = (["Host: x", "Connection: close", length] + lines).map { "\($0)\r\n" }.joined()
        return try send("POST \(target) HTTP/1.1\r\n\(fields)\r\n\(body)")
    }

    func log() throws -> String { try folder.read("log") }

    /// All that is stored, newest first.
    func events() throws -> [EventDetail] {
        let reader = try LedgerReader(path: folder.ledger)
        return try reader.events(EventQuery(limit: 1_000)).compactMap { try reader.event($0.id) }
    }
}
