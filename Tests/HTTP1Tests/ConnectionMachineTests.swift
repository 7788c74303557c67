import HTTP1
import Testing

struct ConnectionMachineTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let post = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"

    @Test func `a connection without a byte closes silently when its time is up`() {
        var driver = MachineDriver()
        driver.wait(74)
        #expect(driver.state == "open")
        driver.wait(1)
        #expect(driver.transcript == ["time is up"])
        #expect(driver.state == "closed")
    }

    @Test func `a kept connection gets its idle time anew after each answer`() {
        var driver = MachineDriver()
        driver.wait(70)
        driver.feed(Self.get)
        driver.wait(70)
        #expect(driver.state == "open")
        driver.wait(5)
        #expect(driver.state == "closed")
    }

    @Test func `a head that trickles in is refused when its time from the first byte is up`() {
        var driver = MachineDriver()
        driver.wait(60)
        for byte in Self.get.utf8.prefix(19) {
            driver.feed([byte])
            driver.wait(0.5)
        }
        #expect(driver.state == "in the head")
        driver.wait(0.5)
        #expect(driver.transcript == ["time is up", "refused header-timeout", "answered 408 close"])
        #expect(driver.state == "closing")
    }

    @Test func `a body that trickles in is refused when its time is up`() {
        var driver = MachineDriver()
        driver.feed(Self.post + "\r\n")
        for byte in "hell".utf8 {
            driver.wait(7)
            driver.feed([byte])
        }
        #expect(driver.state == "in the body")
        driver.wait(2)
        #expect(driver.transcript == ["time is up", "refused body-timeout", "answered 408 close"])
    }

    @Test func `a chunked body that never ends is refused when its time is up`() {
        var driver = MachineDriver()
        driver.feed("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 1...29 {
            driver.feed("1\r\na\r\n")
            driver.wait(1)
        }
        #expect(driver.state == "in the body")
        driver.wait(1)
        #expect(driver.transcript.last == "answered 408 close")
    }

    @Test func `a request in hand has no deadline`() {
        var driver = MachineDriver(answersLater: true)
        driver.feed(Self.get)
        driver.wait(3_600)
        #expect(driver.state == "in hand")
        driver.answer()
        #expect(driver.transcript == ["handled GET /a host x", "answered 200"])
        #expect(driver.state == "open")
    }

    @Test func `the next request waits for the answer to the one before`() {
        var driver = MachineDriver(answersLater: true)
        driver.feed(Self.get + Self.get)
        #expect(driver.transcript == ["handled GET /a host x"])
        driver.answer()
        #expect(driver.transcript == ["handled GET /a host x", "answered 200", "handled GET /a host x"])
    }

    @Test func `a client that waits for leave gets it once`() {
        var driver = MachineDriver()
        driver.feed(Self.post + "Expect: 100-continue\r\n\r\n")
        #expect(driver.transcript == ["answered 100"])
        driver.feed("he")
        driver.feed("llo")
        #expect(driver.transcript == ["answered 100", "handled POST /a host x body hello", "answered 200"])
    }

    @Test func `a client that sends its body unasked gets no leave`() {
        var driver = MachineDriver()
        driver.feed(Self.post + "Expect: 100-continue\r\n\r\nh")
        driver.feed("ello")
        #expect(driver.transcript == ["handled POST /a host x body hello", "answered 200"])
    }

    @Test func `after the last answer what still comes is dropped until the peer ends`() {
        var driver = MachineDriver()
        driver.feed("bad\n")
        #expect(driver.state == "closing")
        driver.feed(Self.get)
        #expect(driver.transcript == ["refused bare-line-feed", "answered 400 close"])
        driver.endPeer()
        #expect(driver.state == "closed")
    }

    @Test func `a peer that does not end is cut when its time is up`() {
        var driver = MachineDriver()
        driver.feed("bad\n")
        driver.wait(2)
        driver.feed("more")
        driver.wait(1)
        #expect(driver.state == "closed")
    }

    @Test(arguments: ["", "GET /a HT", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhell"])
    func `a peer that ends before its request does is not answered`(_ sent: String) {
        var driver = MachineDriver()
        driver.feed(sent)
        driver.endPeer()
        #expect(driver.transcript.isEmpty)
        #expect(driver.state == "closed")
    }

    @Test func `a peer that ends behind its request is answered`() {
        var driver = MachineDriver(answersLater: true)
        driver.feed(Self.get)
        driver.endPeer()
        #expect(driver.state == "in hand")
        driver.answer()
        #expect(driver.transcript == ["handled GET /a host x", "answered 200"])
        #expect(driver.state == "closed")
    }

    @Test func `a server that stops says so with the answer`() {
        var driver = MachineDriver(answersLater: true)
        driver.feed(Self.get)
        driver.machine.finish()
        driver.answer()
        #expect(driver.transcript.last == "answered 200 close")
        #expect(driver.state == "closing")
    }

    @Test func `a client that sends on behind its last request is waited for`() {
        var driver = MachineDriver()
        driver.feed("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nmore")
        #expect(driver.transcript == ["handled GET /a host x", "answered 200 close"])
        #expect(driver.state == "closing")
        driver.endPeer()
        #expect(driver.state == "closed")
    }

    @Test func `a refused body that does not come is no reason to wait longer than for another`() {
        var driver = MachineDriver()
        driver.feed("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhell")
        #expect(driver.transcript == ["judged POST /refused", "answered 404"])
        driver.wait(30)
        #expect(driver.transcript.dropFirst(2) == ["time is up"], "it is answered once")
        #expect(driver.state == "closing")
    }

    @Test(arguments: [(65_536, "answered 404"), (65_537, "answered 404 close")])
    func `a refused body is read past up to 64 KiB, for the sake of what comes behind it`(length: Int, answer: String) {
        var driver = MachineDriver()
        driver.feed("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n")
        #expect(driver.transcript == ["judged POST /refused", answer])
        driver.feed(repeatElement(0x61, count: length))
        driver.feed(Self.get)
        #expect((driver.transcript.last == "answered 200") == (length == 65_536))
    }

    @Test func `nothing comes behind a refused body when the server stops`() {
        var driver = MachineDriver()
        driver.machine.finish()
        driver.feed("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello" + Self.get)
        #expect(driver.transcript == ["judged POST /refused", "answered 404 close"])
        #expect(driver.state == "closing")
    }

    @Test func `a peer that sends on and on behind the last answer is cut`() {
        var driver = MachineDriver()
        driver.feed("bad\n")
        var count = 0
        [UInt8](repeating: 0x61, count: 1 << 20).withUnsafeBufferPointer { bytes in
            while count < 100 {
                var input = InputCursor(bytes)
                let moment = Moment(microseconds: 0, date: HTTPDate(seconds: 0))
                guard case .read = driver.machine.next(&input, at: moment) else { break }
                count += 1
            }
        }
        // A few bytes have come before.
        #expect(count == 63)
    }

    @Test func `chunks that are too much together are refused`() {
        var limits = HTTPLimits()
        limits.body = 10
        var driver = MachineDriver(limits: limits)
        driver.feed("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nworld\r\n")
        #expect(driver.state == "in the body")
        driver.feed("1\r\n")
        #expect(driver.transcript == ["refused content-too-large", "answered 413 close"])
    }

    @Test func `the limits are the last values that pass`() {
        var limits = HTTPLimits()
        limits.body = 5
        limits.headerCount = 2
        limits.headerBytes = (Self.post + "\r\n").utf8.count
        var driver = MachineDriver(limits: limits)
        driver.feed(Self.post + "\r\nhello")
        #expect(driver.transcript == ["handled POST /a host x body hello", "answered 200"])
        driver.feed("POST /a HTTP/1.1\r\nHost: xy\r\nContent-Length: 5\r\n\r\nhello")
        #expect(driver.transcript.suffix(2) == ["refused head-too-large", "answered 431 close"])
    }

    @Test func `an answer to HEAD tells the length and has no body`() {
        var machine = ConnectionMachine(limits: HTTPLimits())
        let moment = Moment(microseconds: 0, date: HTTPDate(seconds: 784_111_777))
        Array("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".utf8).withUnsafeBufferPointer { bytes in
            var input = InputCursor(bytes)
            _ = machine.next(&input, at: moment)
            machine.proceed()
            _ = machine.next(&input, at: moment)
        }
        machine.answer(.text("done"), at: moment)
        let lines = [
            "HTTP/1.1 200 OK", "Date: Sun, 06 Nov 1994 08:49:37 GMT", "Content-Type: text/plain; charset=utf-8",
            "Content-Length: 4", "", "",
        ]
        #expect(String(decoding: machine.output, as: UTF8.self) == lines.joined(separator: "\r\n"))
    }

    @Test func `a HEAD that is refused is answered without a body, too`() {
        for (method, hasBody) in [("HEAD", false), ("GET", true)] {
            var machine = ConnectionMachine(limits: HTTPLimits())
            Array("\(method) / HTTP/1.1\r\nHost : x\r\n\r\n".utf8).withUnsafeBufferPointer { bytes in
                var input = InputCursor(bytes)
                while case .refused = machine.next(&input, at: Moment(microseconds: 0, date: HTTPDate(seconds: 0))) {}
            }
            let answer = String(decoding: machine.output, as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.hasSuffix("\r\n\r\n") == !hasBody)
        }
    }

    @Test(arguments: ["Content-Length: 70001\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n11171\r\n"])
    func `a body that is coming in takes no more memory than it can come to`(framing: String) {
        var limits = HTTPLimits()
        limits.body = 70_001
        var driver = MachineDriver(limits: limits)
        driver.feed("POST /a HTTP/1.1\r\nHost: x\r\n" + framing)
        let head = driver.machine.heldBytes
        var received = 0
        while received < 70_000 {
            driver.feed(repeatElement(0x61, count: 1_000))
            received += 1_000
            // The C library rounds up.
            #expect(received...(70_001 + 256) ~= driver.machine.heldBytes - head)
        }
        #expect(driver.state == "in the body")
    }

    @Test func `a connection that waits for its answer or its next request holds no body`() {
        var driver = MachineDriver(answersLater: true)
        driver.feed("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n")
        let head = driver.machine.heldBytes
        #expect(0..<128 ~= head)
        driver.feed(repeatElement(0x61, count: 70_000))
        #expect(driver.machine.heldBytes == head)
        driver.answer()
        #expect(driver.machine.heldBytes == 0)
    }

    @Test func `an idle connection holds neither bytes nor a body`() {
        var driver = MachineDriver()
        driver.feed(Self.post + "\r\nhello")
        #expect(driver.machine.output.capacity == 0)
    }
}
