import HTTP1
import Testing

struct HostSyntaxTests {
    private static func isTaken(_ host: String) -> Bool {
        let bytes = Array("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
        let step = bytes.withUnsafeBufferPointer { bytes in
            var parser = RequestParser()
            var input = InputCursor(bytes)
            return parser.parse(&input, limits: HTTPLimits())
        }
        if case .head = step { return true }
        return false
    }

    @Test(arguments: [
        "[::]", "[::1]", "[1::]", "[fe80::1:2]", "[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7::]", "[::2:3:4:5:6:7:8]",
        "[2001:DB8::ffff]", "[::ffff:192.0.2.1]", "[::192.0.2.255]", "[1:2:3:4:5:6:0.0.0.0]", "[1:2:3:4:5::9.8.7.6]",
        "[v1.a]", "[VF0.a:b-c~!$&'()*+,;=]", "[::1]:8080",
    ])
    func `an address in brackets is a host`(_ host: String) {
        #expect(Self.isTaken(host))
    }

    @Test(arguments: [
        "[]", "[:]", "[1]", "[::g]", "[:::]", "[1::2::3]", "[12345::]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7:8::]", "[::1:2:3:4:5:6:7:8]", "[:1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:]", "[::1:]", "[:1::]",
        "[192.0.2.1]", "[::256.0.2.1]", "[::192.0.2]", "[::192.0.2.01]", "[::192.0.2.1.5]", "[::192.0..1]",
        "[::192.0.2.1:5]", "[1:2:3:4:5:6:7:1.2.3.4]", "[::1%25eth0]", "[localhost]", "[v.a]", "[v1.]", "[v1]", "[vg.a]",
        "[v1.a%20]", "[::1", "::1", "[::1]x",
    ])
    func `what is in brackets and no address is refused`(_ host: String) {
        #expect(!Self.isTaken(host))
    }
}
