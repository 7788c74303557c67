import Foundation
import TestSupport
import Testing

/// A sidecar that replicates the ledger as Litestream does, beside a daemon that goes on.
struct ReplicationTests {
    /// What the sidecar says at its end.
    private struct Account: Decodable {
        let copies: Int
        let checkpoints: Int
        let restarts: Int
    }

    private static func sidecar(_ delivery: Delivery, _ mode: String) throws -> RunningProgram {
        let folder = delivery.bridge.folder
        try FileManager.default.createDirectory(atPath: folder.path("replica"), withIntermediateDirectories: true)
        let script = Repository.path("Tests/EndToEndTests/Clients/replicate.py")
        let arguments = [script, folder.path("ledger.db"), folder.path("replica"), mode]
        return try RunningProgram(executable: "/usr/bin/env", ["python3"] + arguments, in: folder.url)
    }

    @Test(arguments: ["PASSIVE", "RESTART", "TRUNCATE"])
    func `a replica made by Litestream's rules holds every event that was answered`(mode: String) throws {
        let delivery = try Delivery()
        let bridge = delivery.bridge
        for number in 0..<10 { try delivery.post(number) }
        let sidecar = try Self.sidecar(delivery, mode)
        #expect(sidecar.line(containing: "ready") != nil)
        for number in 10..<60 { try delivery.post(number, email: "\(number % 7)@example.com") }
        // Its transaction keeps the stop from emptying the log, which is no reason to complain.
        #expect(bridge.daemon?.stop() == 0)
        #expect(bridge.daemon?.log.contains { $0.contains("level=error") } == false)
        try bridge.startDaemon()
        for number in 60..<110 { try delivery.post(number, email: "\(number % 7)@example.com") }
        // Its tables are in nobody's way.
        #expect(try bridge.run(["backup", bridge.folder.path("backup.db")]).exit == 0)
        let doctor = try bridge.run(["doctor"]).output
        #expect(doctor.contains("ledger") && !doctor.contains("damaged"), "\(doctor)")
        try bridge.waitUntilForwarded()
        #expect(sidecar.stop() == 0, "\(sidecar.log)")
        let said = try #require(sidecar.log.last { $0.hasPrefix("{") }, "\(sidecar.log)")
        let account = try JSONDecoder().decode(Account.self, from: Data(said.utf8))
        #expect(account.checkpoints > 1 && account.restarts > 0, "\(said)")
        // Nobody else's checkpoint has cost it its place; its own that empty the log do so by themselves.
        if mode != "TRUNCATE" { #expect(account.copies == 1, "\(said)") }

        let replica = bridge.folder.path("replica/restored.db")
        let events = try Self.events(bridge, in: replica)
        #expect(events == (try Self.events(bridge, in: bridge.folder.path("ledger.db"))))
        #expect(events.count == 110)
        let check = try BuiltProgram.run(
            executable: "/usr/bin/env",
            [
                "python3", "-c",
                "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check'))", replica,
            ],
            in: bridge.folder.url
        )
        #expect(check.output == "('ok',)\n", "\(check.errors)")
        // What was restored is a ledger like any other.
        bridge.environment["FUNNELBRIDGE_DATABASE"] = replica
        #expect(bridge.daemon?.stop() == 0)
        try bridge.startDaemon()
        try delivery.post(110)
        try bridge.waitUntilForwarded()
        #expect(try delivery.numbersTaken().sorted() == Array(0...110))
    }

    /// The ids and forwards' states of all events of a ledger.
    private static func events(_ bridge: Bridge, in ledger: String) throws -> [String] {
        let output = try bridge.run(["events", "list", "--json", "--limit", "1000", "--database", ledger]).output
        let events = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
        return events.map { event in
            let states = (event["forwards"] as? [[String: Any]] ?? []).map { $0["state"] as? String ?? "" }
            return "\(event["id"] ?? "") \(states)"
        }
    }
}
