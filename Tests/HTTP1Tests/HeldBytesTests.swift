import HTTP1
import Linux
import Testing

/// The bound on what all connections hold together.
struct HeldBytesTests {
    private static let length = 64 << 10

    /// Three bodies that are coming in fit, a fourth does not.
    private static func limits(connections: Int) -> HTTPLimits {
        var limits = HTTPLimits()
        // A machine that is busy with other tests may let this one wait for long.
        limits.bodyTimeout = .seconds(600)
        limits.body = length
        limits.headerBytes = length
        limits.connections = connections
        limits.heldBytes = 150 << 10
        limits.lingerTimeout = .milliseconds(20)
        return limits
    }

    private static let post = "POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"

    /// A client whose body is coming in: the server waits for the rest of it.
    private static func begin(_ address: ListenAddress, sending count: Int) throws -> Begun {
        let begun = try Begun(address)
        begun.client.send(post + "Content-Length: \(length)\r\nExpect: 100-continue\r\n\r\n")
        #expect(begun.client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        begun.client.send([UInt8](repeating: 0x61, count: count))
        return begun
    }

    private final class Begun {
        let client: TestClient

        init(_ address: ListenAddress) throws {
            client = try TestClient(address)
        }
    }

    @Test func `the large body that has been coming in for longest gives way`() throws {
        let test = try TestServer(limits: Self.limits(connections: 9))
        let small = try Self.begin(test.address, sending: 100)
        let large = try (1...4).map { _ in try Self.begin(test.address, sending: 56 << 10) }
        let answer = large[0].client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.contains("\r\nRetry-After: 1\r\n"))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        // The others are taken, and so is the one that was small, however long it has been coming in.
        for one in large[1...].reversed() {
            one.client.send([UInt8](repeating: 0x61, count: 8 << 10))
            #expect(one.client.readToEnd().hasPrefix("HTTP/1.1 200 "))
        }
        small.client.send([UInt8](repeating: 0x61, count: Self.length - 100))
        #expect(small.client.readToEnd().hasPrefix("HTTP/1.1 200 "))
        #expect(test.server.counters.refusals[.tooManyBodies, default: 0] == 1)
        test.stop()
    }

    @Test func `small bodies that are coming in are not counted, however many`() throws {
        let test = try TestServer(limits: Self.limits(connections: 1_000))
        let begun = try (1...300).map { _ in try Self.begin(test.address, sending: 500) }
        for one in begun { one.client.send([UInt8](repeating: 0x61, count: Self.length - 500)) }
        for one in begun { #expect(one.client.readToEnd().hasPrefix("HTTP/1.1 200 ")) }
        #expect(test.server.counters.refusals.isEmpty)
        test.stop()
    }

    @Test func `the large head that has been coming in for longest gives way`() throws {
        let test = try TestServer(limits: Self.limits(connections: 9))
        let large = try (1...4).map { _ in
            let begun = try Begun(test.address)
            begun.client.send(Self.post + "X: " + String(repeating: "a", count: 56 << 10))
            return begun
        }
        let answer = large[0].client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.contains("\r\nRetry-After: 1\r\n"))
        for one in large[1...] {
            one.client.send("\r\nContent-Length: 0\r\n\r\n")
            #expect(one.client.readToEnd().hasPrefix("HTTP/1.1 200 "))
        }
        #expect(test.server.counters.refusals == [.tooManyHeads: 1])
        test.stop()
    }

    @Test(arguments: [true, false])
    func `one body of the longest length always fits`(isChunked: Bool) throws {
        var limits = Self.limits(connections: 9)
        limits.heldBytes = 1
        let test = try TestServer(limits: limits)
        let client = try TestClient(test.address)
        let size = String(Self.length, radix: 16)
        client.send(Self.post)
        client.send(
            isChunked ? "Transfer-Encoding: chunked\r\n\r\n\(size)\r\n" : "Content-Length: \(Self.length)\r\n\r\n"
        )
        for _ in 1...64 { client.send([UInt8](repeating: 0x61, count: Self.length / 64)) }
        if isChunked { client.send("\r\n0\r\n\r\n") }
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 200 "))
        test.stop()
    }
}
