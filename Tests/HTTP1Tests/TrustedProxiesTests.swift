import HTTP1
import Linux
import Testing

struct TrustedProxiesTests {
    struct Case: Sendable {
        let peer: String
        let forwarded: [String]
        let client: String?
    }

    @Test(arguments: [
        Case(peer: "203.0.113.9", forwarded: ["198.51.100.1"], client: "203.0.113.9"),
        Case(peer: "127.0.0.1", forwarded: [], client: "127.0.0.1"),
        Case(peer: "127.0.0.1", forwarded: ["198.51.100.1"], client: "198.51.100.1"),
        Case(peer: "127.0.0.1", forwarded: ["1.1.1.1, 198.51.100.1"], client: "198.51.100.1"),
        Case(peer: "127.0.0.1", forwarded: ["1.1.1.1", "198.51.100.1,10.1.2.3"], client: "198.51.100.1"),
        Case(peer: "127.0.0.1", forwarded: ["10.0.0.1, 10.0.0.2"], client: "10.0.0.1"),
        Case(peer: "127.0.0.1", forwarded: ["1.1.1.1, unknown, 10.0.0.2"], client: "10.0.0.2"),
        Case(peer: "127.0.0.1", forwarded: ["unknown"], client: "127.0.0.1"),
        Case(peer: "127.0.0.1", forwarded: [""], client: "127.0.0.1"),
        Case(peer: "::1", forwarded: ["[2001:db8::7]:443"], client: "2001:db8::7"),
        Case(peer: "::1", forwarded: ["2001:db8::7"], client: "2001:db8::7"),
        Case(peer: "::ffff:127.0.0.1", forwarded: ["198.51.100.1:5000"], client: "198.51.100.1"),
    ])
    func `only trusted proxies are believed`(_ test: Case) throws {
        let networks = ["127.0.0.1", "::1", "10.0.0.0/8"].compactMap(IPNetwork.init)
        let peer = PeerAddress.ip(try #require(IPAddress(test.peer)), port: 5)
        let client = TrustedProxies(networks).client(of: peer, forwardedFor: test.forwarded)
        #expect(client?.description == test.client)
    }

    @Test func `a peer on a unix socket is believed`() {
        #expect(TrustedProxies([]).client(of: .unix, forwardedFor: ["1.1.1.1, 2.2.2.2"]) == IPAddress("2.2.2.2"))
        #expect(TrustedProxies([]).client(of: .unix, forwardedFor: []) == nil)
    }
}
