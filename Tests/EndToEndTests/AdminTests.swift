import Foundation
import TestSupport
import Testing

/// What the admin listener answers to probes and scrapers.
struct AdminTests {
    /// The answer with its head, lines parted by CR LF as they came.
    private static func get(_ bridge: Bridge, _ path: String, _ options: [String] = []) throws -> String {
        try bridge.curl(["-i"] + options + ["http://\(bridge.adminAddress)\(path)"]).body
    }

    @Test func `a running daemon is alive and ready, and tells its figures as OpenMetrics`() throws {
        let bridge = try Bridge(startsSandbox: false)
        for path in ["/health/live", "/health/ready"] {
            #expect(try Self.get(bridge, path).hasPrefix("HTTP/1.1 200 OK\r\n"), "\(path)")
        }
        let metrics = try Self.get(bridge, "/metrics")
        let type = "Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"
        #expect(metrics.contains(type), "\(metrics)")
        #expect(metrics.hasSuffix("# EOF\n"))
    }

    @Test func `status is the document of the command`() throws {
        let bridge = try Bridge(startsSandbox: false)
        let answer = try Self.get(bridge, "/status")
        #expect(answer.contains("Content-Type: application/json\r\n"))
        let told = try #require(answer.split(separator: "\r\n").last)
        let printed = try bridge.status(["--json"]).output
        #expect(Self.withoutTime(String(told)) == Self.withoutTime(printed.trimmingCharacters(in: .newlines)))
        #expect(printed.hasPrefix(#"{"at":""#) && printed.hasSuffix("]}\n"))
    }

    /// The document but for `at`, its first member.
    private static func withoutTime(_ document: String) -> Substring {
        document.drop { $0 != "," }
    }

    @Test func `everything there is read, and nothing else is there`() throws {
        let bridge = try Bridge(startsSandbox: false)
        for path in ["/health/live", "/health/ready", "/metrics", "/status"] {
            let answer = try Self.get(bridge, path, ["-X", "POST"])
            #expect(answer.hasPrefix("HTTP/1.1 405 ") && answer.contains("Allow: GET, HEAD\r\n"), "\(path)")
        }
        let hook = try Self.get(bridge, "/hooks/involve-me")
        #expect(hook.hasPrefix("HTTP/1.1 404 ") && hook.contains("application/problem+json"))
        let publicly = try bridge.curl(["http://\(bridge.address)/metrics"])
        #expect(publicly.status == 404, "never on the public listener")
    }
}
