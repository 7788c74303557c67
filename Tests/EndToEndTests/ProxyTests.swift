import Foundation
import TestSupport
import Testing

/// The daemon behind the proxies, TLS and all, by the files that are shipped for them.
@Suite(.serialized)
struct ProxyTests {
    enum Make: String, CaseIterable, Sendable {
        case nginx, caddy

        func start(before address: String) throws -> Proxy {
            switch self {
            case .nginx: try .nginx(before: address)
            case .caddy: try .caddy(before: address)
            }
        }
    }

    private static let json = ["-H", "Content-Type: application/json"]
    private static let told = ["-o", "/dev/null", "-w", "%{http_code} %{http_version}"]

    @Test(arguments: Make.allCases)
    func `webhooks come through, and nothing but hooks does`(make: Make) throws {
        let intake = try Intake(environment: ["FUNNELBRIDGE_LIMITS_BODY": "4KiB"])
        let proxy = try make.start(before: intake.address)
        let guarded = "/hooks/guarded/\(Intake.token)"
        let body = ["-d", #"{"email":"proxy@client.example"}"#]

        #expect(try proxy.curl(guarded).output == "ready to receive\n")
        #expect(try proxy.curl(guarded, Self.json + body + Self.told).output == "200 2")
        #expect(try proxy.curl(guarded, Self.json + body + Self.told + ["--http1.1"]).output == "200 1.1")
        let chunked = ["--http1.1", "-H", "Transfer-Encoding: chunked"]
        #expect(try proxy.curl(guarded, Self.json + body + Self.told + chunked).output == "200 1.1")
        #expect(try proxy.curl("/hooks/guarded/wrong", Self.json + body + Self.told).output == "401 2")
        let problem = try proxy.curl("/hooks/nobody", Self.json + body).output
        #expect(problem.contains("\"status\":404"), "a problem comes through whole: \(problem)")
        let large = try intake.folder.write(String(repeating: " ", count: 6_000), to: "large.json")
        #expect(try proxy.curl(guarded, Self.json + ["--data-binary", "@\(large)"] + Self.told).output == "413 2")
        let huge = try intake.folder.write(String(repeating: " ", count: 1_100_000), to: "huge.json")
        // Caddy learns of a limit of its own only in the middle of the body, and then words it by its version.
        let refusal = try proxy.curl(guarded, Self.json + ["--data-binary", "@\(huge)"] + Self.told).output
        #expect(refusal == "413 2" || make == .caddy && refusal == "502 2", "\(refusal)")
        for path in ["/", "/status", "/metrics", "/health/live", "/hook"] {
            #expect(try proxy.curl(path, Self.told).output == "404 2", "\(path)")
        }
        #expect(try intake.storedEvents().count == 3)
        #expect(intake.program.stop() == 0)
        // Nobody is there any more: the sender is told to come back, and no log has the token.
        #expect(try proxy.curl(guarded, Self.told).output == "502 2")
        #expect(!(try proxy.everythingLogged().contains(Intake.token)))
        #expect(!intake.program.log.contains { $0.contains(Intake.token) })
    }

    @Test(arguments: Make.allCases)
    func `the client's address comes from the proxy, and never from the client`(make: Make) throws {
        let intake = try Intake()
        let proxy = try make.start(before: intake.address)
        let spoofed = ["-d", "{}", "-H", "X-Forwarded-For: 203.0.113.7"]

        let told = ["-o", "/dev/null", "-w", "%{http_code}", "--interface", "127.0.0.5"]
        try #require(try proxy.curl("/hooks/guarded/wrong", spoofed + told).output == "401")
        let behind = try #require(intake.program.line(containing: "reason=token-wrong"))
        #expect(RunningProgram.field("peer", of: behind) == "127.0.0.5")

        let direct = ["http://\(intake.address)/hooks/guarded", "--interface", "127.0.0.6"]
        _ = try intake.curl(spoofed + direct)
        let before = try #require(intake.program.line(containing: "reason=token-missing"))
        #expect(RunningProgram.field("peer", of: before) == "127.0.0.6")
    }
}
