import Domain
import Linux
import Testing

@testable import Forwarding

struct CurlMultiTests {
    private func destination(timeout: Int64 = 60_000, authorities: String? = nil) -> CurlDestination {
        CurlDestination(
            .init(
                headers: ["Content-Type: application/json", "X-API-KEY: Basic a b=="],
                userAgent: "funnelbridge/test",
                timeoutMilliseconds: timeout,
                sharesConnections: false,
                authorities: authorities
            )
        )
    }

    /// Sends requests one after another over the same handles, and returns what came of them.
    private func send(
        _ payloads: [String],
        to url: String,
        destination: CurlDestination,
        multi: CurlMulti = CurlMulti()
    ) throws -> [TransferResult] {
        let bell = try Doorbell()
        return payloads.map { payload in
            let transfer = destination.takeTransfer()
            transfer.prepare(to: CurlAddress(url), payload: Array(payload.utf8))
            multi.start(transfer)
            while true {
                multi.perform()
                if let finished = multi.takeFinished() {
                    destination.giveBack(finished.transfer)
                    return finished.result
                }
                multi.wait(milliseconds: 1_000, orUntil: bell)
            }
        }
    }

    private func result(
        timeout: Int64 = 60_000,
        _ script: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer
    ) throws -> TransferResult {
        let server = LoopbackServer(script: script)
        return try #require(try send(["{}"], to: server.url, destination: destination(timeout: timeout)).first)
    }

    @Test func `one handle goes to one address after another, and says what is no address`() throws {
        let server = LoopbackServer { request in
            .bytes(LoopbackServer.answer("200 OK", String(request.head.split(separator: " ")[1])))
        }
        let destination = destination()
        for path in ["/a%20b", "/c", "/a%20b", "/d?e=f", "//g"] {
            let url = server.url.replacing("/hook", with: path)
            let result = try #require(try send(["{}"], to: url, destination: destination).first)
            #expect(result == TransferResult(status: 200, body: Array(path.utf8)))
        }
        // libcurl takes no text of more than eight million bytes.
        for address in ["http://[::1", server.url + String(repeating: "x", count: 8_000_001)] {
            let result = try #require(try send(["{}"], to: address, destination: destination).first)
            #expect(result.status == nil)
            #expect(result.failure?.kind == .unreadable)
            let after = try #require(try send(["{}"], to: server.url, destination: destination).first)
            #expect(after == TransferResult(status: 200, body: Array("/hook".utf8)))
        }
    }

    @Test func `requests carry their headers and bytes over one kept connection`() throws {
        let server = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK", "taken")) }
        let payloads = ["{}", #"{"a":1}"#, String(repeating: "x", count: 300_000), "{}"]
        let results = try send(payloads, to: server.url, destination: destination())
        for result in results {
            #expect(result == TransferResult(status: 200, body: Array("taken".utf8)))
        }
        let requests = server.requests
        #expect(requests.map { String(decoding: $0.body, as: UTF8.self) } == payloads)
        #expect(Set(requests.map(\.connection)) == [0])
        for request in requests {
            let lines = request.head.split(separator: "\r\n").map(String.init)
            #expect(lines.first == "POST /hook HTTP/1.1")
            #expect(lines.contains("Content-Type: application/json"))
            #expect(lines.contains("X-API-KEY: Basic a b=="))
            #expect(lines.contains("User-Agent: funnelbridge/test"))
            #expect(!lines.contains { $0.lowercased().hasPrefix("expect") })
        }
    }

    @Test func `many requests at once all end`() throws {
        let server = LoopbackServer { request in
            .bytes(LoopbackServer.answer("200 OK", String(decoding: request.body, as: UTF8.self)))
        }
        let answers = try sendAtOnce(50, to: server.url, destination: destination(), multi: CurlMulti())
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, "\($0)") }))
    }

    /// Sends the numbers below `count`, all before the first answer is read, and returns what was answered to each.
    private func sendAtOnce(
        _ count: Int,
        to url: String,
        destination: CurlDestination,
        multi: CurlMulti
    ) throws -> [Int: String] {
        let bell = try Doorbell()
        for number in 0..<count {
            let transfer = destination.takeTransfer()
            transfer.tag = number
            transfer.prepare(to: CurlAddress(url), payload: Array("\(number)".utf8))
            multi.start(transfer)
        }
        var answers: [Int: String] = [:]
        while multi.count > 0 {
            multi.perform()
            var finishedAny = false
            while let (transfer, result) = multi.takeFinished() {
                answers[transfer.tag] = String(decoding: result.body, as: UTF8.self)
                destination.giveBack(transfer)
                finishedAny = true
            }
            if !finishedAny { multi.wait(milliseconds: 1_000, orUntil: bell) }
        }
        return answers
    }

    @Test func `connections of a burst outlast a single request, up to as many as are to be kept`() throws {
        let server = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK")) }
        let (multi, destination) = (CurlMulti(), destination())
        func connections() -> Int { Set(server.requests.map(\.connection)).count }
        multi.keepConnections(8)
        for count in [8, 1, 8] { _ = try sendAtOnce(count, to: server.url, destination: destination, multi: multi) }
        #expect(connections() == 8)
        multi.keepConnections(2)
        for count in [1, 8] { _ = try sendAtOnce(count, to: server.url, destination: destination, multi: multi) }
        #expect(connections() > 8)
    }

    @Test func `nobody listening is unreachable`() throws {
        let nobody = ClosedPort()
        let result = try #require(try send(["{}"], to: nobody.url, destination: destination()).first)
        #expect(result.status == nil)
        #expect(result.failure?.kind == .unreachable)
    }

    @Test func `a server that hangs times out`() throws {
        let result = try result(timeout: 50) { _ in .hang }
        #expect(result.status == nil)
        #expect(result.failure?.kind == .timeout)
    }

    @Test func `a reset connection is broken`() throws {
        let result = try result { _ in .reset }
        #expect(result.status == nil)
        #expect(result.failure?.kind == .broken)
    }

    @Test func `half an answer keeps its status and says that it broke off`() throws {
        let result = try result { _ in .bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") }
        #expect(result.status == 200)
        #expect(result.failure?.kind == .broken)
        #expect(result.body == Array("half".utf8))
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK", "HTTP/1.1 2", "HT"])
    func `half a head is no answer`(head: String) throws {
        let result = try result { _ in .bytesThenClose(head) }
        #expect(result.failure != nil)
    }

    @Test func `chunks that break off are half an answer, and trailers are no new head`() throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
        #expect(try result { _ in .bytesThenClose(head) }.failure?.kind == .broken)
        #expect(try result { _ in .bytes(head + "0\r\nX-Trailer: 1\r\n\r\n") }.failure == nil)
    }

    @Test func `an interim answer is none`() throws {
        let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        let whole = try result { _ in .bytes(interim + LoopbackServer.answer("201 Created")) }
        #expect(whole.status == 201)
        #expect(whole.failure == nil)
        #expect(try result { _ in .bytesThenClose(interim) }.failure != nil)
        #expect(try result { _ in .bytesThenClose(interim + "HTTP/1.1 200 OK\r\nX") }.failure != nil)
    }

    @Test func `what is not HTTP is unreadable`() throws {
        let result = try result { _ in .bytesThenClose("SSH-2.0-OpenSSH_9.2\r\n") }
        #expect(result.status == nil)
        #expect(result.failure?.kind == .unreadable)
    }

    @Test(arguments: [0, 1, 2_047, 2_048, 2_049, 60_000, 70_000, 5_000_000])
    func `of an answer of any length the beginning is kept`(length: Int) throws {
        let body = String(repeating: "x", count: length)
        let result = try result { _ in .bytes(LoopbackServer.answer("422 Unprocessable Content", body)) }
        #expect(result.status == 422)
        #expect(result.failure == nil)
        #expect(result.body == Array(body.utf8.prefix(Attempt.answerLimit)))
    }

    @Test func `a redirect is not followed`() throws {
        let server = LoopbackServer { _ in
            .bytes(LoopbackServer.answer("307 Temporary Redirect", headers: "Location: /elsewhere\r\n"))
        }
        let result = try #require(try send(["{}"], to: server.url, destination: destination()).first)
        #expect(result.status == 307)
        #expect(server.requests.count == 1)
    }

    @Test func `the wait that is asked for comes with the answer, and not with the next one`() throws {
        let server = LoopbackServer { request in
            request.body == Array("1".utf8)
                ? .bytes(LoopbackServer.answer("503 Unavailable", headers: "retry-after:  17 \r\n"))
                : .bytes(LoopbackServer.answer("503 Unavailable"))
        }
        let results = try send(["1", "2"], to: server.url, destination: destination())
        #expect(results.map(\.retryAfter) == ["17", nil])
    }

    @Test func `a connection that the server wants closed is not used again`() throws {
        let server = LoopbackServer { _ in
            .bytesThenClose(LoopbackServer.answer("200 OK", headers: "Connection: close\r\n"))
        }
        let results = try send(["1", "2", "3"], to: server.url, destination: destination())
        #expect(results.map(\.status) == [200, 200, 200])
        #expect(Set(server.requests.map(\.connection)) == [0, 1, 2])
    }

    @Test func `a server without TLS fails the handshake`() throws {
        let server = LoopbackServer { _ in .bytesThenClose("HTTP/1.1 400 Bad Request\r\n\r\n") }
        let url = "https://127.0.0.1:\(server.port)/"
        let result = try #require(try send(["{}"], to: url, destination: destination(timeout: 300)).first)
        #expect(result.status == nil)
        #expect([.tls, .timeout].contains(result.failure?.kind), "\(String(describing: result.failure))")
    }

    @Test func `a scheme other than http and https is refused`() throws {
        let result = try #require(try send(["{}"], to: "file:///etc/hosts", destination: destination()).first)
        #expect(result.failure?.kind == .unreadable)
    }

    @Test func `of many on their way some end, and the others can be given up`() throws {
        let server = LoopbackServer { request in
            request.body == Array("hang".utf8) ? .hang : .bytes(LoopbackServer.answer("200 OK"))
        }
        let (destination, bell) = (destination(), try Doorbell())
        do {
            let multi = CurlMulti()
            for number in 0..<9 {
                let transfer = destination.takeTransfer()
                transfer.tag = number
                transfer.prepare(to: CurlAddress(server.url), payload: Array((number % 3 == 1 ? "hang" : "{}").utf8))
                multi.start(transfer)
            }
            var ended: Set<Int> = []
            while ended.count < 6 {
                multi.perform()
                while let (transfer, _) = multi.takeFinished() { ended.insert(transfer.tag) }
                if ended.count < 6 { multi.wait(milliseconds: 1_000, orUntil: bell) }
            }
            #expect(ended == [0, 2, 3, 5, 6, 8])
            #expect(multi.count == 3)
        }
    }

    @Test func `handles on their way can be given up`() throws {
        let server = LoopbackServer { _ in .hang }
        let destination = destination()
        do {
            let multi = CurlMulti()
            let transfer = destination.takeTransfer()
            transfer.prepare(to: CurlAddress(server.url), payload: [])
            multi.start(transfer)
            multi.perform()
            #expect(multi.count == 1)
        }
        #expect(destination.takeTransfer().tag == 0)
    }
}
