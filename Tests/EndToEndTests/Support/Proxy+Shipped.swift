import TestSupport

extension Proxy {
    /// nginx by `deploy/nginx.conf`.
    static func nginx(before address: String) throws -> Proxy {
        try Proxy(
            "nginx.conf",
            command: { ["nginx", "-p", $0.path(""), "-c", $0.path("nginx.conf"), "-e", $0.path("early.log")] },
            replacements: { folder, port in
                [
                    "server 127.0.0.1:8080;": "server \(address);",
                    "listen 443 ssl http2;": "listen 127.0.0.1:\(port) ssl http2;",
                    "/etc/letsencrypt/live/hooks.example.com/fullchain.pem": folder.path("certificate.pem"),
                    "/etc/letsencrypt/live/hooks.example.com/privkey.pem": folder.path("key.pem"),
                    "error_log /var/log/nginx/error.log crit;": "error_log \(folder.path("hooks-error.log")) crit;",
                ]
            },
            frame: { text, folder in
                let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                    .map { "\($0)_temp_path \(folder.path("\($0)-files"));" }.joined(separator: "\n")
                return """
                    daemon off;
                    user root;
                    worker_processes 1;
                    pid \(folder.path("nginx.pid"));
                    error_log \(folder.path("error.log")) info;
                    events { worker_connections 512; }
                    http {
                    access_log \(folder.path("access.log"));
                    \(paths)
                    \(text)
                    }
                    """
            }
        )
    }

    /// Caddy by `deploy/Caddyfile`.
    static func caddy(before address: String) throws -> Proxy {
        try Proxy(
            "Caddyfile",
            command: { ["caddy", "run", "--adapter", "caddyfile", "--config", $0.path("Caddyfile")] },
            replacements: { folder, port in
                let certificate = "\(folder.path("certificate.pem")) \(folder.path("key.pem"))"
                return [
                    "{\n\t# Tokens": "{\n\tadmin off\n\tauto_https off\n\t# Tokens",
                    "{$FUNNELBRIDGE_SITE:hooks.example.com} {":
                        "https://hooks.example.com:\(port) {\n\ttls \(certificate)\n\tbind 127.0.0.1",
                    "reverse_proxy 127.0.0.1:8080 {": "reverse_proxy \(address) {",
                ]
            },
            frame: { text, _ in text }
        )
    }
}
