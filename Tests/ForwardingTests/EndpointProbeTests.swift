import Domain
import Foundation
import Testing

@testable import Forwarding

struct EndpointProbeTests {
    private static func probe(_ url: String, authorities: String? = nil) throws -> EndpointProbe {
        EndpointProbe(try Endpoint(url), timeout: .seconds(3), authorities: authorities)
    }

    private static func reason(_ probe: EndpointProbe) -> EndpointProbe.Reason? {
        guard case .failed(let reason, let message) = probe else { return nil }
        #expect(!message.isEmpty)
        return reason
    }

    @Test func `a server that listens is reached, and gets no request`() throws {
        let server = LoopbackServer { _ in .hang }
        guard case .reached(let address, let took) = try Self.probe(server.url) else {
            Issue.record("not reached")
            return
        }
        #expect(address == "127.0.0.1")
        #expect(took > .zero)
        #expect(server.requests.isEmpty)
    }

    @Test func `a port where nobody listens fails the connection`() throws {
        #expect(Self.reason(try Self.probe("http://127.0.0.1:1/")) == .connection)
    }

    @Test func `a name that leads nowhere is told from a server that does not answer`() throws {
        // A machine without a resolver in reach runs into the time-out first.
        let reason = Self.reason(try Self.probe("https://no-such-host.invalid/"))
        #expect(reason == .name || reason == .timeout)
    }

    @Test func `a certificate holds for those who trust its authority, and for nobody else`() throws {
        let server = try TLSServer()
        let url = "https://127.0.0.1:\(server.port)/"
        guard case .reached = try Self.probe(url, authorities: server.certificate) else {
            Issue.record("not reached: \(try Self.probe(url, authorities: server.certificate))")
            return
        }
        #expect(Self.reason(try Self.probe(url)) == .certificate)
        #expect(Self.reason(try Self.probe(url, authorities: "/nowhere/authorities.pem")) == .certificate)
        let otherName = "https://localhost:\(server.port)/"
        #expect(Self.reason(try Self.probe(otherName, authorities: server.certificate)) == .certificate)
    }
}
