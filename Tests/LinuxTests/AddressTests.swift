import Linux
import Testing

struct AddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("0.0.0.0", "0.0.0.0"), ("::", "::"),
    ])
    func `an address is written in its shortest form`(_ text: String, _ written: String) {
        #expect(IPAddress(text)?.description == written)
    }

    @Test(arguments: ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", "[::1]", "::1%lo", "x", "01.2.3.4"])
    func `what is no address is none`(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("0.0.0.0/0", "9.9.9.9", true),
        ("0.0.0.0/0", "::1", false), ("::/0", "2001:db8::1", true), ("::/0", "1.2.3.4", false),
        ("2001:db8::/32", "2001:db8:1::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false), ("127.0.0.1", "::ffff:127.0.0.1", true),
        ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.129", true),
    ])
    func `a network holds the addresses that share its first bits`(_ network: String, _ address: String, _ holds: Bool)
        throws
    {
        let address = try #require(IPAddress(address))
        #expect(try #require(IPNetwork(network)).contains(address) == holds)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/+8", "10.1.0.0/8", "::/129", "10.0.0.0/8/8", "x/8",
    ])
    func `what is no network is none`(_ text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test(arguments: ["10.0.0.0/8", "127.0.0.1", "::1", "2001:db8::/32", "0.0.0.0/0", "::/0"])
    func `a network is written as it was read`(_ text: String) {
        #expect(IPNetwork(text)?.description == text)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:80", "[::1]:80"), ("localhost:0", "127.0.0.1:0"),
        ("unix:/run/x.sock", "unix:/run/x.sock"), ("0.0.0.0:65535", "0.0.0.0:65535"), ("[::]:1", "[::]:1"),
    ])
    func `a listen address is an address with a port, or a path`(_ text: String, _ written: String) {
        #expect(ListenAddress(text)?.description == written)
    }

    @Test(arguments: [
        "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "::1:80",
        "[127.0.0.1]:80", "[::1]", "example.com:80", "unix:", "unix:" + String(repeating: "a", count: 108),
    ])
    func `what is no listen address is none`(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
