import HTTP1
import Linux
import Synchronization
import Testing

struct HTTPServerTests {
    private static let simple = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"

    @Test func `a request is answered and the connection stays open`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        for _ in 1...3 {
            client.send(Self.simple)
            let answer = client.read(until: "hello")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            #expect(answer.contains("\r\nContent-Length: 13\r\n"))
            #expect(answer.hasSuffix("\r\n\r\nPOST /a hello"))
            #expect(!answer.contains("Connection"))
        }
        test.stop()
        #expect(test.server.counters.accepted.load(ordering: .relaxed) == 1)
        #expect(test.server.counters.requests.load(ordering: .relaxed) == 3)
        #expect(test.server.counters.open.load(ordering: .relaxed) == 0)
    }
}
