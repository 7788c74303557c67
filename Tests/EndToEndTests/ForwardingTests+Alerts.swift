import Foundation
import TestSupport
import Testing

extension ForwardingTests {
    /// Alerts that a command has appended to a file, a line of JSON each.
    private func alerts(_ delivery: Delivery) throws -> [[String: Any]] {
        guard FileManager.default.fileExists(atPath: delivery.bridge.folder.path("alerts.jsonl")) else { return [] }
        return try delivery.bridge.folder.read("alerts.jsonl").split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    private static let command = #""alerts": { "command": ["/bin/sh", "-c", "cat >> alerts.jsonl"] },"#

    @Test func `a project that pauses is told once, and once that it sends again`() throws {
        let delivery = try Delivery(more: Self.command)
        try delivery.script("[401, 403]")
        try delivery.post(1)
        let first = try delivery.eventually({ try alerts(delivery) }) { !$0.isEmpty }
        #expect(first.map { $0["state"] as? String } == ["paused"])
        #expect(first.first?["problem"] as? Bool == true)
        #expect(first.first?["subject"] as? String == "project default")
        // The first probe is refused, too: nothing new.
        delivery.bridge.daemon?.send(SIGHUP)
        _ = try delivery.eventually({ try delivery.bridge.countTroubled() }) { $0 == 2 }
        delivery.bridge.daemon?.send(SIGHUP)
        #expect(try delivery.settled().map(\.state) == ["delivered"])
        let both = try delivery.eventually({ try alerts(delivery) }) { $0.count > 1 }
        #expect(both.map { $0["state"] as? String } == ["paused", "sending"])
        #expect(delivery.bridge.daemon?.stop() == 0)
        #expect(try alerts(delivery).count == 2)
    }

    @Test func `dead forwards are told once however many there are, and once that none is left`() throws {
        let delivery = try Delivery(more: Self.command)
        // A look at the ledger before anything is dead.
        try delivery.post(0)
        _ = try delivery.settled()
        try delivery.script("[400, 400, 400]")
        for number in 1...3 { try delivery.post(number, email: "person\(number)@example.com") }
        let first = try delivery.eventually({ try alerts(delivery) }) { !$0.isEmpty }
        #expect(first.map { $0["state"] as? String } == ["dead"])
        #expect(try delivery.bridge.run(["events", "discard", "--all", "--state", "dead", "--yes"]).exit == 0)
        let both = try delivery.eventually({ try alerts(delivery) }) { $0.count > 1 }
        #expect(both.map { $0["state"] as? String } == ["dead", "none"])
    }

    @Test func `a webhook is told of projects, dead forwards and mappings, of each problem and of its end`() throws {
        let receiver = try HTTPReceiver()
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        func told(_ count: Int) throws -> HTTPReceiver.Alert? {
            let alerts = try delivery.eventually({ try receiver.alerts() }) { $0.count >= count }
            #expect(alerts.count == count, "\(receiver.bodies)")
            return alerts.last
        }
        // A look at the ledger before anything is dead.
        try delivery.post(0)
        _ = try delivery.settled()

        try delivery.script("[401]")
        try delivery.post(1)
        let paused = try told(1)
        #expect(paused?.subject == "project default")
        #expect(paused?.state == "paused")
        #expect(paused?.problem == true)
        #expect(paused?.text.contains("key") == true, "it says why: \(paused?.text ?? "")")
        delivery.bridge.daemon?.send(SIGHUP)
        let sending = try told(2)
        #expect(sending?.state == "sending")
        #expect(sending?.problem == false)

        try delivery.script("[400, 422]")
        try delivery.post(2, email: "ben@example.com")
        try delivery.post(3, email: "eve@example.com")
        let dead = try told(3)
        #expect(dead?.subject == "dead forwards of project default")
        #expect(dead?.text.contains("funnelbridge events list --state dead") == true)
        #expect(try delivery.bridge.run(["events", "retry", "--all", "--state", "dead", "--yes"]).exit == 0)
        #expect(try told(4)?.state == "none")

        try delivery.bridge.folder.write("{", to: "mappings/quiz.jsonc")
        let broken = try told(5)
        #expect(broken?.subject == "mapping quiz")
        #expect(broken?.state == "broken")
        #expect(broken?.text.contains("quiz.jsonc:1:2") == true, "\(broken?.text ?? "")")
        try delivery.bridge.folder.write(Delivery.mapping(), to: "mappings/quiz.jsonc")
        #expect(try told(6)?.problem == false)
        #expect(delivery.bridge.daemon?.stop() == 0)
        #expect(receiver.bodies.count == 6)
    }

    @Test func `after a restart old problems are not told again, but new ones are, and the end of the old`() throws {
        let receiver = try HTTPReceiver()
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        try delivery.post(0)
        _ = try delivery.settled()
        try delivery.script("[400]")
        try delivery.post(1)
        _ = try delivery.eventually({ receiver.bodies }) { $0.count >= 1 }
        for _ in 1...2 {
            #expect(delivery.bridge.daemon?.stop() == 0)
            try delivery.bridge.folder.write("{", to: "mappings/quiz.jsonc")
            try delivery.bridge.startDaemon()
            // The second time it is an old problem, too.
            _ = try delivery.eventually({ receiver.bodies }) { $0.count >= 2 }
        }
        #expect(try delivery.bridge.run(["events", "discard", "--all", "--state", "dead", "--yes"]).exit == 0)
        _ = try delivery.eventually({ receiver.bodies }) { $0.count >= 3 }
        try delivery.bridge.folder.write(Delivery.mapping(), to: "mappings/quiz.jsonc")
        let alerts = try delivery.eventually({ try receiver.alerts() }) { $0.count >= 4 }
        #expect(
            alerts.map { "\($0.subject): \($0.state)" } == [
                "dead forwards of project default: dead", "mapping quiz: broken",
                "dead forwards of project default: none", "mapping quiz: running",
            ]
        )
    }

    @Test func `a mapping that was mended while the daemon was down is told, and once`() throws {
        let receiver = try HTTPReceiver()
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        func restart(_ mapping: String, told count: Int) throws {
            #expect(delivery.bridge.daemon?.stop() == 0)
            try delivery.bridge.folder.write(mapping, to: "mappings/quiz.jsonc")
            try delivery.bridge.startDaemon()
            _ = try delivery.eventually({ receiver.bodies }) { $0.count >= count }
        }
        try restart("{", told: 1)
        try restart(Delivery.mapping(), told: 2)
        // Well before the start and after it, which is nothing to tell: the next alert is the third.
        try restart(Delivery.mapping(), told: 2)
        try restart("{", told: 3)
        #expect(
            try receiver.alerts().map { "\($0.subject): \($0.state)" } == [
                "mapping quiz: broken", "mapping quiz: running", "mapping quiz: broken",
            ]
        )
    }

    /// A daemon whose ledger, as it has found out, was moved from the path to that with `.away` behind it.
    private static func deliveryWithoutLedger(
        tells receiver: HTTPReceiver
    ) throws -> (delivery: Delivery, database: String) {
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        let database = try #require(delivery.bridge.environment["FUNNELBRIDGE_DATABASE"])
        try delivery.post(0)
        _ = try delivery.settled()
        try FileManager.default.moveItem(atPath: database, toPath: database + ".away")
        #expect(throws: Delivery.Unexpected.self) { try delivery.post(1) }
        return (delivery, database)
    }

    @Test func `a ledger that takes nothing is told, and so is the end of it`() throws {
        let receiver = try HTTPReceiver()
        let (delivery, database) = try Self.deliveryWithoutLedger(tells: receiver)
        let first = try delivery.eventually({ try receiver.alerts() }) { !$0.isEmpty }
        #expect(first.map { "\($0.subject): \($0.state)" } == ["ledger: refusing"])
        #expect(first.first?.problem == true)
        #expect(first.first?.text.contains("move that one back") == true, "\(first.first?.text ?? "")")
        try FileManager.default.moveItem(atPath: database + ".away", toPath: database)
        let both = try delivery.eventually({ try receiver.alerts() }) { $0.count > 1 }
        #expect(both.map { "\($0.subject): \($0.state)" } == ["ledger: refusing", "ledger: taking"])
        #expect(both.last?.problem == false)
    }

    @Test func `that a ledger takes events again after a start is told, and once`() throws {
        let receiver = try HTTPReceiver()
        let (delivery, database) = try Self.deliveryWithoutLedger(tells: receiver)
        _ = try delivery.eventually({ receiver.bodies }) { !$0.isEmpty }
        delivery.bridge.daemon?.kill9()
        try FileManager.default.moveItem(atPath: database + ".away", toPath: database)
        try delivery.bridge.startDaemon()
        _ = try delivery.eventually({ receiver.bodies }) { $0.count >= 2 }
        #expect(delivery.bridge.daemon?.stop() == 0)
        try delivery.bridge.folder.write("{", to: "mappings/quiz.jsonc")
        try delivery.bridge.startDaemon()
        _ = try delivery.eventually({ receiver.bodies }) { $0.count >= 3 }
        #expect(
            try receiver.alerts().map { "\($0.subject): \($0.state)" } == [
                "ledger: refusing", "ledger: taking", "mapping quiz: broken",
            ]
        )
    }

    @Test func `a ledger that takes events but only grows is told`() throws {
        let receiver = try HTTPReceiver()
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        try delivery.post(0)
        _ = try delivery.settled()
        #expect(delivery.bridge.daemon?.stop() == 0)
        let trigger = "CREATE TRIGGER guard BEFORE DELETE ON event_body BEGIN SELECT RAISE(ABORT, 'no'); END"
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])"
        let database = try #require(delivery.bridge.environment["FUNNELBRIDGE_DATABASE"])
        let result = try BuiltProgram.run(
            executable: "/usr/bin/env",
            ["python3", "-c", script, database, trigger],
            in: delivery.bridge.folder.url
        )
        #expect(result.exit == 0, "\(result.errors)")
        // The first pass of pruning comes with the start.
        delivery.bridge.environment["FUNNELBRIDGE_RETENTION_BODIES"] = "1ms"
        try delivery.bridge.startDaemon()
        let alerts = try delivery.eventually({ try receiver.alerts() }) { !$0.isEmpty }
        #expect(alerts.map { "\($0.subject): \($0.state)" } == ["upkeep of the ledger: growing"])
        #expect(alerts.first?.text.hasPrefix("events are taken, but the ledger only grows: ") == true)
        try delivery.post(1)
    }

    @Test func `a project that pauses and recovers again and again is no storm`() throws {
        let receiver = try HTTPReceiver()
        let delivery = try Delivery(more: #""alerts": { "webhook": "\#(receiver.url)" },"#)
        for number in 1...6 {
            try delivery.script("[401]")
            try delivery.post(number)
            #expect(try delivery.state(awaiting: "paused") == "paused")
            // Long enough for the first to be told.
            if number == 1 { _ = try delivery.eventually({ receiver.bodies }) { !$0.isEmpty } }
            delivery.bridge.daemon?.send(SIGHUP)
            #expect(try delivery.settled().map(\.state) == Array(repeating: "delivered", count: number))
        }
        let alerts = try delivery.eventually({ try receiver.alerts() }) { $0.count >= 2 }
        #expect(alerts.map(\.state) == ["paused", "sending"])
        #expect(delivery.bridge.daemon?.stop() == 0)
        #expect(receiver.bodies.count == 2)
    }

    @Test(arguments: [500, 0])
    func `an alert address that fails or hangs holds up no forward, and a mended one is used after SIGHUP`(
        status: Int
    ) throws {
        let (failing, mended) = (try HTTPReceiver(status: status), try HTTPReceiver())
        let folder = try TemporaryFolder()
        try folder.write(failing.url, to: "address")
        let delivery = try Delivery(
            more: #""alerts": { "webhook": "file:\#(folder.path("address"))" },"#,
            folder: folder
        )
        try delivery.post(0)
        _ = try delivery.settled()
        try delivery.script("[400]")
        try delivery.post(1)
        _ = try delivery.eventually({ failing.bodies }) { !$0.isEmpty }
        for number in 2...9 { try delivery.post(number, email: "person\(number)@example.com") }
        #expect(try delivery.settled().map(\.state) == ["delivered", "dead"] + Array(repeating: "delivered", count: 8))
        #expect(mended.bodies.isEmpty)
        try folder.write("nothing of the kind", to: "address")
        delivery.bridge.daemon?.send(SIGHUP)
        #expect(delivery.bridge.daemon?.line(containing: "alerts go on to their last address") != nil)
        try folder.write(mended.url, to: "address")
        delivery.bridge.daemon?.send(SIGHUP)
        // The next try of the same alert goes there.
        #expect(Condition.comesToHold { !mended.bodies.isEmpty })
        #expect(try mended.alerts().map(\.state) == ["dead"])
        #expect(delivery.bridge.daemon?.stop() == 0)
    }
}

extension Bridge {
    /// How many requests the sandbox has troubled, as a script asked.
    func countTroubled() throws -> Int {
        let answer = try curl(["http://\(sandboxAddress)/_sandbox/count"])
        let counts = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        return counts?["troubled"] as? Int ?? -1
    }
}
