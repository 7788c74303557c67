import TestSupport
import Testing

/// That 200 means "on disk", seen from outside.
struct DurabilityTests {
    @Test func `the write-ahead log is synced before the answer goes out`() throws {
        let folder = try TemporaryFolder()
        let script = Repository.path("Tests/EndToEndTests/sync-before-answer.sh")
        let result = try BuiltProgram.run(
            executable: "/bin/bash",
            [script, BuiltProgram.path, Repository.path("")],
            in: folder.url
        )
        #expect(result.exit == 0, "\(result.output)\(result.errors)")
    }

    @Test func `everything answered before a kill is in the ledger after it`() throws {
        let bridge = try Bridge(startsSandbox: false)
        let body = try Repository.sample("involve-me/outcomes.json")
        var answered = 0
        for number in 0..<25 {
            let own = body.replacing("jonas.weber@", with: "jonas.\(number)@")
            if try bridge.post("/hooks/involve-me/\(Bridge.token)", own).status == 200 { answered += 1 }
        }
        bridge.daemon?.kill9()
        #expect(answered == 25)
        let events = try #require(try bridge.statusDocument()["events"] as? [String: Int])
        #expect(events["mapped"] == answered)
    }
}
