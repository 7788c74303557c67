import Foundation
import HTTP1
import Linux
import Synchronization
import TestSupport
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

    @Test func `a request in small pieces is answered`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        for byte in Self.simple.utf8 { client.send([byte]) }
        #expect(client.read(until: "hello").contains("POST /a hello"))
        test.stop()
    }

    @Test func `requests sent ahead are answered in order`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        let requests = (1...200).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }
        client.send(requests.joined())
        let answers = client.read(until: "GET /200 ")
        let paths = answers.split(separator: "GET /").dropFirst().map { $0.prefix { $0.isNumber } }
        #expect(paths == (1...200).map { "\($0)"[...] })
        test.stop()
    }

    @Test func `a client that ends its sending is answered, then the connection ends`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        client.send(Self.simple)
        client.endSending()
        #expect(client.readToEnd().hasSuffix("POST /a hello"))
        test.stop()
    }

    @Test func `a large body and its large answer go through`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        let body = String(repeating: "0123456789abcdef", count: 65_536)
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
        client.send(body)
        #expect(client.readToEnd().hasSuffix("POST /a " + body))
        test.stop()
    }

    @Test func `a client that resets in the middle of its body harms nobody`() throws {
        let test = try TestServer()
        do {
            let client = try TestClient(test.address)
            client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhello")
            client.reset()
        }
        let client = try TestClient(test.address)
        client.send(Self.simple)
        #expect(client.read(until: "hello").contains("POST /a hello"))
        test.stop()
    }

    @Test func `the answer to a body that is too large is not lost`() throws {
        let test = try TestServer()
        let client = try TestClient(test.address)
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
        client.send([UInt8](repeating: 0x61, count: 9_000_000))
        client.endSending()
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        test.stop()
        #expect(test.server.counters.refusals == [.contentTooLarge: 1])
    }

    @Test func `a sender that is too slow is told so and cut`() throws {
        var limits = HTTPLimits()
        limits.headerTimeout = .milliseconds(20)
        limits.lingerTimeout = .milliseconds(20)
        let test = try TestServer(limits: limits)
        let client = try TestClient(test.address)
        client.send("GET /a HT")
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        test.stop()
    }

    @Test func `an idle connection is closed without a word`() throws {
        var limits = HTTPLimits()
        limits.idleTimeout = .milliseconds(20)
        let test = try TestServer(limits: limits)
        let client = try TestClient(test.address)
        #expect(client.readToEnd() == "")
        test.stop()
        #expect(test.server.counters.refusals.isEmpty)
    }

    @Test func `an answer given later finds its connection, and only once`() throws {
        let handler = try LaterHandler()
        let test = try TestServer(handler: handler)
        let client = try TestClient(test.address)
        client.send(Self.simple)
        try handler.waitForRequest()
        handler.open()
        test.server.doorbell.ring()
        #expect(client.read(until: "later").hasSuffix("\r\n\r\nlater"))
        client.send(Self.simple)
        #expect(client.read(until: "later").hasSuffix("\r\n\r\nlater"))
        test.stop()
    }

    @Test func `an answer whose connection is gone goes nowhere`() throws {
        let handler = try LaterHandler()
        let test = try TestServer(handler: handler)
        do {
            let gone = try TestClient(test.address)
            gone.send(Self.simple)
            try handler.waitForRequest()
            gone.reset()
        }
        let client = try TestClient(test.address)
        client.send(Self.simple)
        try handler.waitForRequest()
        handler.open()
        test.server.doorbell.ring()
        #expect(client.read(until: "later").hasSuffix("\r\n\r\nlater"))
        test.stop()
        #expect(test.server.counters.inHand.load(ordering: .relaxed) == 0)
    }

    @Test func `beyond the requests in hand the answer is to try again`() throws {
        var limits = HTTPLimits()
        limits.requestsInHand = 1
        let handler = try LaterHandler()
        let test = try TestServer(limits: limits, handler: handler)
        let first = try TestClient(test.address)
        first.send(Self.simple)
        try handler.waitForRequest()
        let second = try TestClient(test.address)
        second.send(Self.simple)
        #expect(second.read(until: "}").contains("503 Service Unavailable"))
        handler.open()
        test.server.doorbell.ring()
        #expect(first.read(until: "later").contains("200 OK"))
        test.stop()
    }

    @Test func `beyond the connections the one that was idle longest makes room`() throws {
        var limits = HTTPLimits()
        limits.connections = 2
        let test = try TestServer(limits: limits)
        let first = try TestClient(test.address)
        first.send(Self.simple)
        _ = first.read(until: "hello")
        let second = try TestClient(test.address)
        second.send(Self.simple)
        _ = second.read(until: "hello")
        let third = try TestClient(test.address)
        third.send(Self.simple)
        #expect(third.read(until: "hello").contains("200 OK"))
        #expect(first.readToEnd() == "")
        second.send(Self.simple)
        #expect(second.read(until: "hello").contains("200 OK"))
        test.stop()
    }

    @Test func `when no connection is idle a further one is told to try again`() throws {
        var limits = HTTPLimits()
        limits.connections = 1
        let handler = try LaterHandler()
        let test = try TestServer(limits: limits, handler: handler)
        let first = try TestClient(test.address)
        first.send(Self.simple)
        try handler.waitForRequest()
        let second = try TestClient(test.address)
        #expect(second.readToEnd().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        handler.open()
        test.server.doorbell.ring()
        #expect(first.read(until: "later").contains("200 OK"))
        test.stop()
        #expect(test.server.counters.refusals == [.tooManyConnections: 1])
    }

    @Test func `stopping waits for what is in hand and closes what is idle`() throws {
        var limits = HTTPLimits()
        limits.firstByteTimeout = .milliseconds(20)
        limits.lingerTimeout = .milliseconds(20)
        let handler = try LaterHandler()
        let test = try TestServer(limits: limits, handler: handler)
        let idle = try TestClient(test.address)
        let busy = try TestClient(test.address)
        busy.send(Self.simple)
        try handler.waitForRequest()
        test.server.stop()
        #expect(idle.readToEnd() == "")
        #expect(throws: SystemError.self) { _ = try TestClient(test.address) }
        handler.open()
        test.server.doorbell.ring()
        let answer = busy.readToEnd()
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.hasSuffix("later"))
        test.join()
    }

    @Test func `who was accepted just before a stop is still answered`() throws {
        var limits = HTTPLimits()
        limits.lingerTimeout = .milliseconds(20)
        limits.firstByteTimeout = .seconds(120)
        let test = try TestServer(limits: limits)
        let client = try TestClient(test.address)
        while test.server.counters.accepted.load(ordering: .relaxed) == 0 { sched_yield() }
        test.server.stop()
        // Nobody else gets in: the stop has begun.
        while (try? TestClient(test.address)) != nil {}
        client.send(Self.simple)
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        test.join()
    }

    @Test func `who never sends a byte holds up no stop`() throws {
        var limits = HTTPLimits()
        limits.firstByteTimeout = .milliseconds(20)
        limits.drainTimeout = .seconds(86_400)
        let test = try TestServer(limits: limits)
        let client = try TestClient(test.address)
        while test.server.counters.accepted.load(ordering: .relaxed) == 0 { sched_yield() }
        test.stop()
        #expect(client.readToEnd() == "")
    }

    @Test func `stopping again cuts what is in hand`() throws {
        let handler = try LaterHandler()
        let test = try TestServer(handler: handler)
        let busy = try TestClient(test.address)
        busy.send(Self.simple)
        try handler.waitForRequest()
        test.server.stop()
        test.server.stop()
        test.join()
        #expect(busy.readToEnd() == "")
    }

    @Test func `what is in hand for too long is cut when the server stops`() throws {
        var limits = HTTPLimits()
        limits.drainTimeout = .milliseconds(20)
        let handler = try LaterHandler()
        let test = try TestServer(limits: limits, handler: handler)
        let busy = try TestClient(test.address)
        busy.send(Self.simple)
        try handler.waitForRequest()
        test.stop()
        #expect(busy.readToEnd() == "")
    }

    @Test func `a unix socket is served`() throws {
        let folder = try TemporaryFolder()
        let test = try TestServer(listening: .unix(path: folder.path("socket")))
        let client = try TestClient(test.address)
        client.send(Self.simple)
        #expect(client.read(until: "hello").contains("200 OK"))
        test.stop()
    }

    @Test func `many connections are served at a time`() throws {
        let test = try TestServer()
        var clients: [StreamSocket.Shared] = []
        for _ in 0..<300 { clients.append(try StreamSocket.Shared(test.address)) }
        for client in clients { client.client.send(Self.simple) }
        for client in clients { #expect(client.client.read(until: "hello").contains("200 OK")) }
        test.stop()
        #expect(test.server.counters.requests.load(ordering: .relaxed) == 300)
    }
}

extension StreamSocket {
    /// A client that can stand in an array.
    fileprivate final class Shared {
        let client: TestClient

        init(_ address: ListenAddress) throws {
            client = try TestClient(address)
        }
    }
}
