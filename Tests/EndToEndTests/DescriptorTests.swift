import Foundation
import Testing

/// What becomes of connections when the daemon may have no more descriptors.
@Suite(.serialized)
struct DescriptorTests {
    private static func isAnswered(_ connection: RawConnection, _ email: String) -> Bool {
        connection.send(Intake.post(email))
        return connection.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true
    }

    /// A connection that has begun a request; nil when it was told to try again.
    private static func taken(by intake: Intake) throws -> RawConnection? {
        let sockets = try ProcessFigures(of: intake.program.identifier).sockets
        let connection = try RawConnection(intake.address)
        #expect(
            try Condition.comesToHold {
                try connection.hasAnswer || ProcessFigures(of: intake.program.identifier).sockets > sockets
            }
        )
        guard !connection.hasAnswer else { return nil }
        connection.send("POST ")
        return connection
    }

    @Test func `with fewer descriptors than connections the daemon says so, and keeps those that its own work needs`()
        throws
    {
        let intake = try Intake(limits: ["--nofile=300:300"])
        let line = intake.program.line(containing: "too few descriptors for limits.connections")
        let allowed = try #require(RunningProgram.field("count", of: line).flatMap { Int($0) })
        #expect(allowed < 300)
        // More than there are descriptors: those that were idle longest make room.
        let idle = try (1...400).map { _ in try RawConnection(intake.address) }
        #expect(Self.isAnswered(try RawConnection(intake.address), "new@comer.example"))
        #expect(Self.isAnswered(try #require(idle.last), "last@comer.example"))
        #expect(try #require(try intake.metric("funnelbridge_connections")) <= allowed)
        #expect(try intake.storedEvents().count == 2)
        #expect(intake.program.stop() == 0)
        #expect(!intake.program.log.contains { $0.contains("out of descriptors") })
    }

    @Test func `without a free descriptor those who come are told to try again, and those who are there go on`() throws
    {
        let intake = try Intake()
        intake.waitForForwarder()
        let sockets = try ProcessFigures(of: intake.program.identifier).sockets
        let busy = try RawConnection(intake.address)
        let request = Intake.post("busy@client.example")
        busy.send(String(request.dropLast()))
        #expect(try Condition.comesToHold { try ProcessFigures(of: intake.program.identifier).sockets > sockets })
        try intake.allow(descriptors: ProcessFigures(of: intake.program.identifier).nextDescriptor)
        // What the daemon's own work had open just then may leave room for some, who stay in the midst of a request.
        var others = [busy]
        while let other = try Self.taken(by: intake) { others.append(other) }
        for _ in 1...100 {
            let answer = try RawConnection(intake.address).readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("\r\nRetry-After: "))
        }
        busy.send(String(request.suffix(1)))
        #expect(busy.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
        // It is idle now, and makes room.
        #expect(Self.isAnswered(try RawConnection(intake.address), "next@client.example"))
        #expect(busy.readToEnd() == "")
        others = []
        #expect(intake.program.stop() == 0)
        #expect(intake.program.log.count { $0.contains("out of descriptors") } == 1)
    }

    @Test
    func `where nothing can be accepted the daemon rests, answers those who are there, and takes the others later`()
        throws
    {
        let intake = try Intake()
        intake.waitForForwarder()
        let kept = try RawConnection(intake.address)
        #expect(Self.isAnswered(kept, "kept@client.example"))
        try intake.allow(descriptors: 3)
        let waiting = try (1...20).map { _ in try RawConnection(intake.address) }
        for connection in waiting { connection.send(Intake.post("waiting@client.example")) }
        #expect(intake.program.line(containing: "out of descriptors") != nil)
        let before = try ProcessFigures(of: intake.program.identifier).processorTicks
        var readable = pollfd(fd: waiting[0].descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&readable, 1, 1_000) == 0)
        // Of a hundred, all of which a loop that does not rest would use if the machine has nothing else to do.
        #expect(try ProcessFigures(of: intake.program.identifier).processorTicks - before < 50)
        try intake.allow(descriptors: 1_000)
        for connection in waiting { #expect(connection.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true) }
        #expect(Self.isAnswered(kept, "kept@client.example"))
        #expect(intake.program.stop() == 0)
        #expect(intake.program.log.count { $0.contains("out of descriptors") } == 1)
    }
}
