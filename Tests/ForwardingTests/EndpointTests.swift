import Testing

@testable import Forwarding

struct EndpointTests {
    @Test(arguments: [
        ("https://events.funnelytics.io/api/v1/webhook", "https://events.funnelytics.io/api/v1/webhook"),
        ("https://events.funnelytics.io/api/v1/webhook/", "https://events.funnelytics.io/api/v1/webhook"),
        ("HTTPS://example.com:8443//", "HTTPS://example.com:8443"),
        ("http://127.0.0.1:9000/webhook", "http://127.0.0.1:9000/webhook"),
        ("http://127.200.1.2", "http://127.200.1.2"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("http://LOCALHOST/x", "http://LOCALHOST/x"),
    ])
    func `https anywhere and http to this machine are taken`(url: String, text: String) throws {
        #expect(try Endpoint(url).text == text)
    }

    @Test(arguments: [
        ("http://example.com/x", EndpointError.Reason.plain),
        ("http://127.0.0.1.example.com/x", .plain),
        ("http://127.1/x", .plain),
        ("http://127.0.0.256/x", .plain),
        ("http://localhost.example.com", .plain),
        ("http://[::2]/", .plain),
        ("http://10.0.0.1", .plain),
        ("ftp://127.0.0.1", .scheme),
        ("events.funnelytics.io", .scheme),
        ("https:/x", .scheme),
        ("", .scheme),
        ("https://user:secret@example.com", .userInformation),
        ("http://127.0.0.1@example.com/", .userInformation),
        ("https://example.com/?a=b", .query),
        ("https://example.com/#a", .query),
        ("https://", .host),
        ("https:///x", .host),
        ("https://example.com:0", .host),
        ("https://example.com:65536", .host),
        ("https://example.com:+80", .host),
        ("https://[::1", .host),
        ("https://[::1]x", .host),
        ("https://exa mple.com", .characters),
        ("https://example.com\r\nX-Evil: 1", .characters),
        ("https://exämple.com", .characters),
        ("http://127.0.0.1\\@example.com", .characters),
    ])
    func `what the key must not go to is refused`(url: String, reason: EndpointError.Reason) {
        #expect {
            try Endpoint(url)
        } throws: { ($0 as? EndpointError)?.reason == reason }
    }

    @Test func `the refusal shows no password and a way out`() {
        let error = #expect(throws: EndpointError.self) { try Endpoint("https://user:secret@example.com") }
        #expect(error.map { !"\($0)".contains("secret") } == true)
    }
}
