import Foundation
import TestSupport

/// nginx with TLS and HTTP/2 in front of the sandbox, with a certificate of its own.
final class NginxProxy {
    private static let program = "/usr/sbin/nginx"

    let port: Int
    private let process: ChildProcess
    private let folder: TemporaryFolder

    /// The authority to trust, in PEM.
    var authority: String { folder.path("certificate.pem") }
    var endpoint: String { "https://127.0.0.1:\(port)/api/v1/webhook" }

    init(to address: String, in folder: TemporaryFolder) throws {
        self.folder = folder
        port = try FreePort.find()
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
        process = try ChildProcess(
            Self.program,
            ["-c", folder.path("nginx.conf"), "-e", folder.path("nginx-errors.log")],
            errors: .nothing
        )
    }

    deinit {
        process.end()
    }

    /// The protocol and status of each request.
    func log() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path("nginx.log")) else { return [] }
        return try folder.read("nginx.log").split(separator: "\n").map(String.init)
    }
}
