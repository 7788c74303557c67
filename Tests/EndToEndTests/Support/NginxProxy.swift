import Foundation
import TestSupport

/// nginx with TLS and HTTP/2 in front of the sandbox, with a certificate of its own.
final class NginxProxy {
    private static let program = "/usr/sbin/nginx"

    let port: Int
    private let process = Process()
    private let folder: TemporaryFolder

    /// The authority to trust, in PEM.
    var authority: String { folder.path("certificate.pem") }
    var endpoint: String { "https://127.0.0.1:\(port)/api/v1/webhook" }

    init(to address: String, in folder: TemporaryFolder) throws {
        self.folder = folder
        port = try Self.freePort()
        _ = try BuiltProgram.run(
            executable: "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", folder.path("key.pem"), "-out", folder.path("certificate.pem"),
            ],
            in: folder.url
        )
        try folder.write(
            """
            daemon off; master_process off; pid \(folder.path("nginx.pid")); error_log \(folder.path("nginx-errors.log"));
            events {}
            http {
              log_format protocol '$server_protocol $status';
              access_log \(folder.path("nginx.log")) protocol;
              client_body_temp_path \(folder.path("nginx-body")); proxy_temp_path \(folder.path("nginx-proxy"));
              fastcgi_temp_path \(folder.path("nginx-f")); uwsgi_temp_path \(folder.path("nginx-u"));
              scgi_temp_path \(folder.path("nginx-s"));
              server {
                listen 127.0.0.1:\(port) ssl http2;
                ssl_certificate \(folder.path("certificate.pem")); ssl_certificate_key \(folder.path("key.pem"));
                location / { proxy_pass http://\(address); }
              }
            }
            """,
            to: "nginx.conf"
        )
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-c", folder.path("nginx.conf"), "-e", folder.path("nginx-errors.log")]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    /// The protocol and status of each request.
    func log() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path("nginx.log")) else { return [] }
        return try folder.read("nginx.log").split(separator: "\n").map(String.init)
    }

    private static func freePort() throws -> Int {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
