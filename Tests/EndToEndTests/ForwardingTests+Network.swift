import Foundation
import TestSupport
import Testing

extension ForwardingTests {
    /// A delivery to a name that leads nowhere (RFC 6761, section 6.4).
    private static func delivery(environment: [String: String] = [:]) throws -> Delivery {
        try Delivery(
            environment: ["FUNNELBRIDGE_ENDPOINT": "https://funnelytics.invalid/api/v1/webhook"].merging(environment) {
                $1
            }
        )
    }

    /// What the log says of the first attempt that failed.
    private func failure(of delivery: Delivery) -> String {
        delivery.bridge.daemon?.line(containing: "attempt failed") ?? ""
    }

    @Test func `a name that leads nowhere is tried again until the circuit opens`() throws {
        let delivery = try Self.delivery()
        try delivery.post(1)
        #expect(failure(of: delivery).contains("state=unreachable"))
        #expect(try delivery.state(awaiting: "circuit-open") == "circuit-open")
        #expect(try delivery.forwards().map(\.state) == ["pending"])
        // It waits by itself, and nobody can do anything.
        #expect(try delivery.bridge.status().exit == 0)
        #expect(delivery.bridge.daemon?.stop() == 0)
    }

    @Test func `a certificate that nobody vouches for gets nothing, and the forward is tried again`() throws {
        let folder = try TemporaryFolder()
        let sandbox = try RunningProgram(
            ["sandbox", "--listen", "127.0.0.1:0", "--bad-certificate", "127.0.0.1:0"],
            in: folder.url
        )
        let address = try #require(RunningProgram.field("address", of: sandbox.line(containing: "bad certificate")))
        let delivery = try Delivery(environment: ["FUNNELBRIDGE_ENDPOINT": "https://\(address)/api/v1/webhook"])
        try delivery.post(1)
        let line = failure(of: delivery)
        #expect(line.contains("state=tls"))
        #expect(line.contains("certificate"), "\(line)")
        #expect(try delivery.forwards().map(\.state) == ["pending"])
        #expect(delivery.bridge.daemon?.stop() == 0)
        #expect(sandbox.stop() == 0)
    }

    @Test func `a proxy of the environment is asked for a tunnel, and never sees the key`() throws {
        let proxy = try HTTPReceiver(status: 403)
        let delivery = try Self.delivery(environment: ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"])
        try delivery.post(1)
        #expect(failure(of: delivery).contains("403"), "the proxy's refusal is no answer of the destination")
        #expect(try delivery.forwards().map(\.state) == ["pending"])
        let head = try #require(proxy.requests.first?.head)
        #expect(head.hasPrefix("CONNECT funnelytics.invalid:443 HTTP/1.1"))
        for secret in ["X-API-KEY", "X-PROJECT-ID", "Basic"] { #expect(!head.contains(secret)) }
    }

    @Test func `a host that the environment excepts is reached without the proxy`() throws {
        let proxy = try HTTPReceiver(status: 403)
        let delivery = try Self.delivery(
            environment: ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "NO_PROXY": "funnelytics.invalid"]
        )
        try delivery.post(1)
        #expect(failure(of: delivery).contains("state=unreachable"))
        #expect(proxy.requests.isEmpty)
    }

    @Test func `a plain request to this machine is handed to no proxy elsewhere, which would see the key`() throws {
        let delivery = try Delivery(environment: [
            "http_proxy": "http://proxy.invalid:3128", "NO_PROXY": "elsewhere.invalid",
        ])
        try delivery.post(1)
        #expect(try delivery.settled().map(\.state) == ["delivered"])
        let nobody = delivery.bridge.environment.merging(["http_proxy": "http://proxy.invalid:3128"]) { $1 }
        let doctor = try BuiltProgram.run(["doctor"], environment: nobody, in: delivery.bridge.folder.url)
        #expect(doctor.exit == 0, "\(doctor.output)")
    }

    @Test func `a proxy on this machine is used for plain requests too, as curl does`() throws {
        let proxy = try HTTPReceiver(status: 200)
        let delivery = try Delivery(environment: ["http_proxy": "http://127.0.0.1:\(proxy.port)"])
        try delivery.post(1)
        #expect(try delivery.settled().map(\.state) == ["delivered"])
        #expect(proxy.requests.first?.head.hasPrefix("POST http://127.0.0.1:") == true)
    }
}
