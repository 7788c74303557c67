import Foundation
import TestSupport
import Testing

/// Stops and restarts under load: nobody answered 200 is forgotten.
@Suite(.serialized)
struct StoppingTests {
    @Test(arguments: [true, false])
    func `everything answered 200 before and during a stop is in the ledger`(keepsAlive: Bool) throws {
        let intake = try Intake()
        let load = Load(of: 16, at: intake.address, keepsAlive: keepsAlive)
        #expect(load.waitForAnswers(200))
        #expect(intake.program.stop() == 0)
        #expect(load.waitUntilOver())
        #expect(load.answered.count >= 200)
        #expect(try intake.storedEvents().isSuperset(of: load.answered))
    }

    @Test func `a second signal ends at once, still without loss`() throws {
        let intake = try Intake(environment: ["FUNNELBRIDGE_LIMITS_BODY_TIMEOUT": "1h"])
        let stuck = try RawConnection(intake.address)
        stuck.send("POST /hooks/open HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        let load = Load(of: 8, at: intake.address, keepsAlive: true)
        #expect(load.waitForAnswers(100))
        intake.program.send(SIGTERM)
        #expect(intake.program.line(containing: "message=stopping") != nil)
        intake.program.send(SIGTERM)
        #expect(intake.program.wait() == 0)
        #expect(intake.program.log.contains { $0.contains("stopping at once") })
        #expect(stuck.readToEnd() == "")
        #expect(load.waitUntilOver())
        #expect(try intake.storedEvents().isSuperset(of: load.answered))
    }

    @Test func `restarts under socket activation refuse nobody`() throws {
        let manager = Repository.path("Tests/EndToEndTests/Clients/activate.py")
        let intake = try Intake(launcher: ["/usr/bin/env", "python3", manager])
        let load = Load(of: 8, at: intake.address, keepsAlive: false)
        for restart in 1...3 {
            #expect(load.waitForAnswers(40))
            intake.program.send(SIGUSR1)
            while intake.program.log.count(where: { $0.contains("message=restarted") }) < restart,
                intake.program.readLine() != nil
            {}
        }
        #expect(load.waitForAnswers(40))
        #expect(load.stop())
        #expect(load.failures == [])
        #expect(load.answered.count >= 160)
        #expect(intake.program.stop() == 0)
        #expect(try intake.storedEvents() == Set(load.answered))
        let listening = intake.program.log.filter { $0.contains("message=listening") }
        #expect(listening.count == 4)
        #expect(listening.allSatisfy { RunningProgram.field("address", of: $0) == intake.address })
    }

    @Test func `systemd hands over its socket, with the first connection already waiting`() throws {
        let address = "127.0.0.1:\(try FreePort.find())"
        let folder = try TemporaryFolder()
        try folder.write(Intake.mappings["open"] ?? "", to: "mappings/open.jsonc")
        let variables = [
            "FUNNELBRIDGE_ADMIN=off", "FUNNELBRIDGE_LISTEN=127.0.0.1:0", "FUNNELBRIDGE_MAPPINGS=mappings",
            "FUNNELBRIDGE_LOG_LEVEL=debug",
        ]
        let program = try RunningProgram(
            executable: "/usr/bin/env",
            ["systemd-socket-activate", "-l", address] + variables.flatMap { ["-E", $0] } + [
                BuiltProgram.path, "serve",
            ],
            in: folder.url
        )
        #expect(program.line(containing: "Listening on \(address)") != nil)
        let connection = try RawConnection(address)
        connection.send(Intake.post("first@activated.example"))
        #expect(connection.readAnswer()?.hasPrefix("HTTP/1.1 200 ") == true)
        #expect(RunningProgram.field("address", of: program.line(containing: "message=listening")) == address)
        #expect(program.stop() == 0)
    }
}
