import Foundation
import Testing

/// Clients that are slow, rude or many.
@Suite(.serialized)
struct HostileClientTests {
    /// Sends a byte now and then until the server says something; whether it took every byte that was sent before.
    private static func trickle(_ connection: RawConnection, between: () throws -> Void) rethrows {
        var readable = pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0)
        repeat {
            connection.send("a")
            try between()
        } while poll(&readable, 1, 25) == 0
    }

    @Test(
        arguments: [
            "POST /hooks/open HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            "POST /hooks/open HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
            "POST /hooks/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
        ]
    )
    func `a slow sender is cut however it trickles, and holds up nobody`(beginning: String) throws {
        let intake = try Intake(environment: [
            "FUNNELBRIDGE_LIMITS_HEADER_TIMEOUT": "700ms", "FUNNELBRIDGE_LIMITS_BODY_TIMEOUT": "700ms",
        ])
        let slow = try RawConnection(intake.address)
        slow.send(beginning)
        let quick = try RawConnection(intake.address)
        var answered = 0
        try Self.trickle(slow) {
            quick.send(Intake.post("\(answered)@quick.example"))
            let answer = try #require(quick.readAnswer())
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            answered += 1
        }
        #expect(slow.readToEnd().hasPrefix("HTTP/1.1 408 "))
        #expect(answered > 0)
        #expect(try intake.storedEvents().count == answered)
    }

    @Test func `a client that has ended its sending is answered, and in the middle of a body it is not`() throws {
        let intake = try Intake()
        let whole = try RawConnection(intake.address)
        whole.send(Intake.post("half@closed.example"))
        whole.endSending()
        #expect(whole.readToEnd().hasPrefix("HTTP/1.1 200 "))
        let part = try RawConnection(intake.address)
        part.send("POST /hooks/open HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"email\":")
        part.endSending()
        #expect(part.readToEnd() == "")
        #expect(try intake.storedEvents().count == 1)
    }

    @Test func `resets at every point of a request leave nothing behind`() throws {
        let intake = try Intake()
        let request = Intake.post("reset@client.example")
        intake.waitForForwarder()
        let before = try ProcessFigures(of: intake.program.identifier).sockets
        for length in stride(from: 0, to: request.utf8.count, by: 1) {
            let connection = try RawConnection(intake.address)
            connection.send(String(decoding: request.utf8.prefix(length), as: UTF8.self))
            connection.reset()
        }
        #expect(
            try Condition.comesToHold {
                try ProcessFigures(of: intake.program.identifier).sockets <= before
            }
        )
        #expect(try intake.storedEvents().isEmpty)
        let last = try RawConnection(intake.address)
        last.send(request)
        #expect(last.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
    }

    @Test func `large bodies that many send slowly take bounded memory, and hold up nobody`() throws {
        let intake = try Intake(environment: ["FUNNELBRIDGE_LIMITS_BODY_TIMEOUT": "1h"])
        intake.waitForForwarder()
        let quick = try RawConnection(intake.address)
        quick.send(Intake.post("first@quick.example"))
        #expect(quick.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
        let before = try ProcessFigures(of: intake.program.identifier)
        let head = "POST /hooks/open HTTP/1.1\r\nHost: x\r\nContent-Length: \(1 << 20)\r\n\r\n"
        let part = String(repeating: "a", count: 900 << 10)
        var slow: [RawConnection] = []
        for number in 1...300 {
            let connection = try RawConnection(intake.address)
            #expect(connection.send(head + part))
            slow.append(connection)
            quick.send(Intake.post("\(number)@quick.example"))
            #expect(quick.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
        }
        // 64 MiB of bodies, and what else is needed for them; 264 MiB were sent.
        let peak = try ProcessFigures(of: intake.program.identifier).peakKiB
        #expect(peak - before.residentKiB < 96 << 10)
        // 64 MiB hold 72 such bodies; those who began first were given up.
        for connection in slow[..<200] {
            let answer = connection.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("\r\nRetry-After: "))
        }
        for connection in slow { connection.reset() }
        #expect(try Condition.comesToHold { try intake.metric("funnelbridge_connections") == 1 })
        let after = try ProcessFigures(of: intake.program.identifier)
        #expect(after.residentKiB - before.residentKiB < 16 << 10)
        // The socket of the last look at the metrics may still be there.
        let process = intake.program.identifier
        #expect(try Condition.comesToHold { try ProcessFigures(of: process).sockets == before.sockets })
    }

    @Test func `the memory of many heads that are not so large comes back, too`() throws {
        let intake = try Intake(environment: [
            "FUNNELBRIDGE_LIMITS_HEADERS": "64KiB", "FUNNELBRIDGE_LIMITS_HEADER_TIMEOUT": "1h",
        ])
        intake.waitForForwarder()
        let before = try ProcessFigures(of: intake.program.identifier)
        let head = "POST /hooks/open HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "a", count: 48 << 10)
        let slow = try (1...800).map { _ in
            let connection = try RawConnection(intake.address)
            #expect(connection.send(head))
            return connection
        }
        #expect(
            try Condition.comesToHold {
                try ProcessFigures(of: intake.program.identifier).residentKiB - before.residentKiB > 24 << 10
            }
        )
        for connection in slow { connection.reset() }
        #expect(try Condition.comesToHold { try intake.metric("funnelbridge_connections") == 0 })
        let after = try ProcessFigures(of: intake.program.identifier)
        #expect(after.residentKiB - before.residentKiB < 12 << 10)
    }

    @Test func `ten thousand idle connections cost little, slow nobody down, and go without a trace`() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // The machine's limit counts for this process and for the daemon, which has other files open too.
        let count = min(10_000, Int(clamping: limit.rlim_max) - 1_000)
        try #require(count > 0, "there are descriptors to test with")
        let intake = try Intake(environment: [
            "FUNNELBRIDGE_LIMITS_CONNECTIONS": "20000", "FUNNELBRIDGE_LIMITS_IDLE_TIMEOUT": "1h",
        ])
        func figures() throws -> ProcessFigures { try ProcessFigures(of: intake.program.identifier) }
        /// Memory and answers with all of them open, and closed again.
        func fill() throws -> ProcessFigures {
            let before = try figures().sockets
            var idle: [RawConnection] = []
            for number in 1...count {
                idle.append(try RawConnection(intake.address))
                // The kernel keeps a few thousand for the daemon to take; beyond, it would let us wait a second.
                if number % 1_000 == 0 {
                    #expect(try Condition.comesToHold { try figures().sockets >= before + number })
                }
            }
            #expect(try Condition.comesToHold { try intake.metric("funnelbridge_connections") == count })
            let busy = try RawConnection(intake.address)
            for number in 1...20 {
                busy.send(Intake.post("\(number)@busy.example"))
                #expect(busy.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
            }
            busy.reset()
            let full = try figures()
            for connection in idle { connection.reset() }
            #expect(try Condition.comesToHold { try figures().sockets <= before })
            return full
        }
        intake.waitForForwarder()
        // What is opened on first use is open.
        let warm = try RawConnection(intake.address)
        warm.send(Intake.post("first@warm.example"))
        #expect(warm.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
        warm.reset()
        #expect(try Condition.comesToHold { try intake.metric("funnelbridge_connections") == 0 })
        let before = try figures()
        let first = try fill()
        let second = try fill()
        #expect(first.residentKiB - before.residentKiB < count * 3, "less than 3 KiB each, in a debug build too")
        #expect(second.residentKiB < first.residentKiB + 1_024, "the second time needs what the first one gave back")
        #expect(try intake.metric("funnelbridge_connections") == 0)
    }
}
