import Foundation
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
}

extension Bridge {
    /// How many requests the sandbox has troubled, as a script asked.
    func countTroubled() throws -> Int {
        let answer = try curl(["http://\(sandboxAddress)/_sandbox/count"])
        let counts = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        return counts?["troubled"] as? Int ?? -1
    }
}
