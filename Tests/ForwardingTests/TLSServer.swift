import Foundation
import TestSupport

/// A real TLS server on loopback, of OpenSSL, with a certificate for 127.0.0.1 that it has signed itself.
final class TLSServer {
    let port: UInt16
    /// The file of the certificate, which is its own authority.
    let certificate: String
    private let folder: TemporaryFolder
    /// It ends when nobody can say anything more to it.
    private let input = Pipe()
    private let process: ChildProcess

    struct Failure: Error {
        let text: String
    }

    init() throws {
        folder = try TemporaryFolder()
        let key = folder.path("key.pem")
        certificate = folder.path("certificate.pem")
        let maker = try ChildProcess(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ],
            errors: .nothing
        )
        guard maker.waitForEnd() == 0 else { throw Failure(text: "openssl makes no certificate") }

        let output = Pipe()
        process = try ChildProcess(
            "/usr/bin/openssl",
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key],
            input: .pipe(input),
            output: .pipe(output),
            errors: .nothing
        )
        var text = ""
        // "ACCEPT 127.0.0.1:40123" on a line of its own says that it listens.
        while true {
            var readable = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&readable, 1, 120_000) == 1 else { throw Failure(text: "openssl says no more than: \(text)") }
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw Failure(text: "openssl ends: \(text)") }
            text += String(decoding: bytes, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            guard let line = lines.first(where: { $0.hasPrefix("ACCEPT ") }) else { continue }
            guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
                throw Failure(text: "openssl listens nowhere: \(line)")
            }
            self.port = port
            break
        }
    }

    deinit {
        process.end()
    }
}
