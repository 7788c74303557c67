import Foundation
import TestSupport
import Testing

/// The whole path with the built program: webhooks in, the sandbox out.
struct CorridorTests {
    struct Delivery: Sendable {
        let source: String
        let sample: String
        let action: String
        let email: String
    }

    static let deliveries = [
        Delivery(
            source: "involve-me",
            sample: "involve-me/outcomes.json",
            action: "Quiz Completed",
            email: "jonas.weber@example.com"
        ),
        Delivery(
            source: "perspective",
            sample: "perspective/new-lead.json",
            action: "Lead Converted",
            email: "theo.brandt@example.com"
        ),
        Delivery(
            source: "poltio",
            sample: "poltio/complete-session.json",
            action: "Quiz Completed",
            email: "ana.costa@example.com"
        ),
    ]

    @Test func `a webhook of each source with a token arrives as its action`() throws {
        let bridge = try Bridge()
        for delivery in Self.deliveries {
            let path = "/hooks/\(delivery.source)/\(Bridge.token)"
            let answer = try bridge.post(path, Repository.sample(delivery.sample))
            #expect(answer.status == 200, "\(delivery.source): \(answer.body)")
        }
        try bridge.waitUntilForwarded()
        let journal = try bridge.journal()
        for delivery in Self.deliveries {
            let bodies = journal.compactMap { $0["body"] as? [String: Any] }
            #expect(bodies.contains { $0["email"] as? String == delivery.email }, "\(delivery.source)")
        }
        #expect(try bridge.status().exit == 0)
        #expect(bridge.daemon?.stop() == 0)
    }

    @Test func `a signed webhook of Qualifio arrives, and one signed with another secret does not`() throws {
        let bridge = try Bridge()
        let body = try Repository.sample("qualifio/complete-quiz.json")
        let json = "Content-Type: application/json"
        let good = try bridge.post(
            "/hooks/qualifio",
            body,
            headers: [json, "X-Qualifio-Signature: sha256=\(Self.sign(body, Bridge.token, in: bridge))"]
        )
        let bad = try bridge.post(
            "/hooks/qualifio",
            body,
            headers: [json, "X-Qualifio-Signature: sha256=\(Self.sign(body, "other", in: bridge))"]
        )
        #expect(good.status == 200)
        #expect(bad.status == 401)
        try bridge.waitUntilForwarded()
        #expect(try bridge.journal().count == 1)
    }

    @Test func `the same webhook sent twice is forwarded once`() throws {
        let bridge = try Bridge()
        let body = try Repository.sample("involve-me/outcomes.json")
        let path = "/hooks/involve-me/\(Bridge.token)"
        let first = try bridge.post(path, body)
        let second = try bridge.post(path, body)
        #expect(first.body.hasSuffix(#""actions":1,"duplicates":0}"#))
        #expect(second.body.hasSuffix(#""actions":1,"duplicates":1}"#))
        try bridge.waitUntilForwarded()
        #expect(try bridge.journal().count == 1)
        #expect(try bridge.forwards("delivered") == 1)
    }

    /// With short waits between attempts, and the sandbox on a port that nobody is given while it is away.
    private func bridgeWhoseSandboxComesBack() throws -> Bridge {
        try Bridge(
            environment: [
                "FUNNELBRIDGE_DELIVERY_RETRY_FIRST": "50ms", "FUNNELBRIDGE_DELIVERY_RETRY_MAX": "100ms",
            ],
            sandboxListens: "127.0.0.1:\(FreePort.find())"
        )
    }

    @Test func `what was pending when the daemon was killed is forwarded after a restart, once`() throws {
        let bridge = try bridgeWhoseSandboxComesBack()
        let sandboxAddress = bridge.sandboxAddress
        bridge.stopSandbox()
        for sample in ["outcomes", "scored-quiz-no-outcomes", "calculator-results"] {
            let answer = try bridge.post(
                "/hooks/involve-me/\(Bridge.token)",
                Repository.sample("involve-me/\(sample).json")
            )
            #expect(answer.status == 200)
        }
        #expect(try bridge.forwards("pending") == 3)
        bridge.daemon?.kill9()
        let down = try bridge.status()
        #expect(down.exit == 1, "pending with no daemon running wants a person")
        try bridge.startSandbox(listen: sandboxAddress)
        try bridge.startDaemon()
        try bridge.waitUntilForwarded()
        #expect(try bridge.journal().count == 3)
        #expect(try bridge.forwards("delivered") == 3)
        #expect(try bridge.status().exit == 0)
    }

    @Test func `what came while the destination was away is forwarded when it is back`() throws {
        let bridge = try bridgeWhoseSandboxComesBack()
        let sandboxAddress = bridge.sandboxAddress
        bridge.stopSandbox()
        let answer = try bridge.post("/hooks/involve-me/\(Bridge.token)", Repository.sample("involve-me/outcomes.json"))
        #expect(answer.status == 200, "the sender has nothing to do with it")
        #expect(bridge.daemon?.line(containing: "message=\"attempt failed\"") != nil)
        #expect(try bridge.forwards("pending") == 1)
        #expect(try bridge.status().exit == 0, "a destination that is away is no person's business")
        try bridge.startSandbox(listen: sandboxAddress)
        try bridge.waitUntilForwarded()
        #expect(try bridge.journal().count == 1)
        #expect(try bridge.forwards("delivered") == 1)
    }

    @Test func `without a key everything is received, mapped and kept`() throws {
        let bridge = try Bridge(environment: ["FUNNELYTICS_API_KEY": "", "FUNNELYTICS_PROJECT_ID": ""])
        let answer = try bridge.post("/hooks/involve-me/\(Bridge.token)", Repository.sample("involve-me/outcomes.json"))
        #expect(answer.status == 200)
        #expect(try bridge.forwards("pending") == 1)
        let status = try bridge.status()
        #expect(status.exit == 1)
        #expect(status.output.contains("FUNNELYTICS_API_KEY"))
    }

    private static func sign(_ body: String, _ secret: String, in bridge: Bridge) throws -> String {
        let file = try bridge.folder.write(body, to: "to-sign")
        let result = try BuiltProgram.run(
            executable: "/usr/bin/openssl",
            ["dgst", "-sha256", "-hmac", secret, "-r", file],
            in: bridge.folder.url
        )
        return String(result.output.prefix { $0 != " " })
    }
}
