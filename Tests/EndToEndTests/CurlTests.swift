import Foundation
import TestSupport
import Testing

/// curl in the many ways it can send.
struct CurlTests {
    private static let json = ["-H", "Content-Type: application/json"]
    private static let body = #"{"email":"curl@client.example"}"#

    @Test func `curl is answered over HTTP 1.0, in chunks, and after asking for leave`() throws {
        let intake = try Intake()
        let file = try intake.folder.write(Self.body, to: "body.json")
        let target = Self.json + ["-i", "--data-binary", "@\(file)", "http://\(intake.address)/hooks/open"]

        let old = try intake.curl(["--http1.0"] + target)
        #expect(old.output.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(old.output.contains("Connection: close\r\n"))

        let chunked = try intake.curl(["-H", "Transfer-Encoding: chunked"] + target)
        #expect(chunked.output.hasPrefix("HTTP/1.1 200 OK\r\n"))

        let polite = try intake.curl(["-H", "Expect: 100-continue", "--expect100-timeout", "40"] + target)
        #expect(polite.output.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
        #expect(try intake.storedEvents().count == 3)
    }

    @Test func `curl that asks for leave is refused before it sends`() throws {
        let intake = try Intake(environment: ["FUNNELBRIDGE_LIMITS_BODY": "1KiB"])
        let file = try intake.folder.write(String(repeating: " ", count: 5_000), to: "body.json")
        let polite = ["-i", "-H", "Expect: 100-continue", "--expect100-timeout", "40", "--data-binary", "@\(file)"]
        let large = try intake.curl(polite + ["http://\(intake.address)/hooks/open"])
        #expect(large.output.hasPrefix("HTTP/1.1 413 "))
        let nobody = try intake.curl(polite + ["http://\(intake.address)/hooks/nobody"])
        #expect(nobody.output.hasPrefix("HTTP/1.1 413 ") || nobody.output.hasPrefix("HTTP/1.1 404 "))
    }

    @Test func `curl stays on its connection, also when it is refused`() throws {
        let intake = try Intake()
        let told = ["-w", "%{http_code} %{num_connects}\\n", "-o", "/dev/null"]
        let once = Self.json + told + ["-d", Self.body, "http://\(intake.address)/hooks/open"]
        let refused = Self.json + told + ["-d", Self.body, "http://\(intake.address)/hooks/guarded/wrong"]
        let result = try intake.curl(once + ["--next", "-sS"] + refused + ["--next", "-sS"] + once)
        #expect(result.output == "200 1\n401 0\n200 0\n")
    }

    @Test func `HEAD and GET are answered alike for a closed source and an open one`() throws {
        let intake = try Intake()
        for source in ["open", "guarded/t", "unset", "broken"] {
            let head = try intake.curl(["-I", "http://\(intake.address)/hooks/\(source)"])
            #expect(head.output.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(source)")
            let get = try intake.curl(["http://\(intake.address)/hooks/\(source)"])
            #expect(get.output == "ready to receive\n", "\(source)")
        }
    }

    /// By what the kernel says of its addresses: a container may have none of IPv6.
    private static let hasIPv6: Bool = {
        let addresses = try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)
        return addresses?.contains("00000000000000000000000000000001") == true
    }()

    @Test(.enabled(if: hasIPv6, "needs the loopback address of IPv6"))
    func `several listeners serve one ledger: IPv4, IPv6 and a file`() throws {
        let intake = try Intake(listen: { "127.0.0.1:0,[::1]:0,unix:\($0.path("http.sock"))" })
        let send = Self.json + ["-o", "/dev/null", "-w", "%{http_code}", "-d", Self.body]
        #expect(try intake.curl(send + ["http://\(intake.addresses[0])/hooks/open"]).output == "200")
        #expect(try intake.curl(send + ["-g", "http://\(intake.addresses[1])/hooks/open"]).output == "200")
        let path = intake.folder.path("http.sock")
        #expect(intake.addresses[2] == "unix:\(path)")
        #expect(try intake.curl(send + ["--unix-socket", path, "http://localhost/hooks/open"]).output == "200")
        #expect(try intake.storedEvents().count == 3)
        #expect(intake.program.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: path), "the socket's file goes with the daemon")
    }

    @Test func `what is our fault is answered 503 with a time to come back, and said in log and status`() throws {
        let intake = try Intake()
        for source in ["unset/t", "broken"] {
            let answer = try intake.curl(Self.json + ["-i", "-d", "{}", "http://\(intake.address)/hooks/\(source)"])
            #expect(answer.output.hasPrefix("HTTP/1.1 503 "), "\(source)")
            #expect(answer.output.contains("\r\nRetry-After: 60\r\n"))
            #expect(!answer.output.contains("NOT_SET"), "which secret is not the sender's business")
        }
        #expect(intake.program.line(containing: "reason=secret-missing")?.contains("level=error") == true)
        #expect(intake.program.line(containing: "reason=mapping-broken")?.contains("level=error") == true)
        let status = try BuiltProgram.run(["status"], environment: intake.environment, in: intake.folder.url)
        #expect(status.exit == 1)
        #expect(status.output.contains("NOT_SET is not set"))
        #expect(status.output.contains("broken.jsonc:1:"))
    }
}
