import HTTP1
import Linux
import Testing

/// The bound on what all connections hold together.
struct HeldBytesTests {
    private static let length = 64 << 10

    private static func limits() -> HTTPLimits {
        var limits = HTTPLimits()
        limits.body = length
        limits.heldBytes = 2 * length
        limits.lingerTimeout = .milliseconds(20)
        return limits
    }

    /// A client whose body is coming in: the server waits for the rest of it.
    private static func begin(_ address: ListenAddress, sending count: Int) throws -> Begun {
        let begun = try Begun(address)
        begun.client.send(
            "POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(length)\r\nExpect: 100-continue\r\n\r\n"
        )
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
        let test = try TestServer(limits: Self.limits())
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
        let test = try TestServer(limits: Self.limits())
        let begun = try (1...64).map { _ in try Self.begin(test.address, sending: 8 << 10) }
        for one in begun { one.client.send([UInt8](repeating: 0x61, count: Self.length - (8 << 10))) }
        for one in begun { #expect(one.client.readToEnd().hasPrefix("HTTP/1.1 200 ")) }
        #expect(test.server.counters.refusals.isEmpty)
        test.stop()
    }
}
