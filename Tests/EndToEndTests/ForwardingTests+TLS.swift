import Foundation
import TestSupport
import Testing

extension ForwardingTests {
    @Test(arguments: ["FUNNELBRIDGE_DELIVERY_AUTHORITIES", "SSL_CERT_FILE", "CURL_CA_BUNDLE"])
    func `nginx gets it over HTTP 2, but only once its certificate is trusted`(variable: String) throws {
        let folder = try TemporaryFolder()
        let sandbox = try RunningProgram(
            ["sandbox", "--listen", "127.0.0.1:0", "--journal", folder.path("journal.jsonl")],
            in: folder.url
        )
        let address = try #require(RunningProgram.field("address", of: sandbox.line(containing: "listening")))
        let nginx = try NginxProxy(to: address, in: folder)
        let delivery = try Delivery(environment: ["FUNNELBRIDGE_ENDPOINT": nginx.endpoint], folder: folder)
        try delivery.post(1)
        #expect(delivery.bridge.daemon?.line(containing: "tls") != nil, "a certificate that nobody vouches for")
        #expect(try delivery.forwards().map(\.state) == ["pending"])
        #expect(try nginx.log().isEmpty)
        #expect(delivery.bridge.daemon?.stop() == 0)
        delivery.bridge.environment[variable] = nginx.authority
        try delivery.bridge.startDaemon()
        try delivery.post(2, email: "ben@example.com")
        #expect(try delivery.settled().map(\.state) == ["delivered", "delivered"])
        #expect(try nginx.log() == ["HTTP/2.0 200", "HTTP/2.0 200"])
        #expect(try delivery.numbersTaken().sorted() == [1, 2])
    }
}
