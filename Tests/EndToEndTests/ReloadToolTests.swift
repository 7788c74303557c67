import Foundation
import TestSupport
import Testing

/// Mappings edited as tools do it, while events come in.
struct ReloadToolTests {
    /// A way in which a tool puts a new text into the folder of the mappings.
    private struct Way: Sendable {
        let name: String
        let write: @Sendable (_ folder: TemporaryFolder, _ text: String) throws -> Void
    }

    private static let ways = [
        Way(name: "In place") { folder, text in try folder.write(text, to: "mappings/open.jsonc") },
        Way(name: "rsync, a hidden file beside it") { folder, text in
            try rename(folder.write(text, to: "mappings/.open.jsonc.Xa81Zq"), folder.path("mappings/open.jsonc"))
        },
        Way(name: "vim, the old one moved away") { folder, text in
            try folder.write("", to: "mappings/4913")
            unlink(folder.path("mappings/4913"))
            try rename(folder.path("mappings/open.jsonc"), folder.path("mappings/open.jsonc~"))
            try folder.write(text, to: "mappings/open.jsonc")
            unlink(folder.path("mappings/open.jsonc~"))
        },
        Way(name: "Emacs, a lock and an autosave") { folder, text in
            symlink("ada@host.4711:1", folder.path("mappings/.#open.jsonc"))
            try folder.write(String(text.prefix(20)), to: "mappings/#open.jsonc#")
            try folder.write(text, to: "mappings/open.jsonc")
            unlink(folder.path("mappings/#open.jsonc#"))
            unlink(folder.path("mappings/.#open.jsonc"))
        },
        Way(name: "sed -i") { folder, text in
            let action = try #require(text.firstMatch(of: /"action": "([^"]*)"/)?.1)
            let script = "s/\"action\": \"[^\"]*\"/\"action\": \"\(action)\"/"
            let arguments = ["-i", script, folder.path("mappings/open.jsonc")]
            _ = try BuiltProgram.run(executable: "/usr/bin/sed", arguments, in: folder.url)
        },
        Way(name: "git checkout") { folder, text in
            func git(_ arguments: String...) throws {
                let who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-C", folder.path("mappings")]
                let result = try BuiltProgram.run(executable: "/usr/bin/git", who + arguments, in: folder.url)
                #expect(result.exit == 0, "\(result.errors)")
            }
            try git("init", "-q")
            try git("add", "open.jsonc")
            try git("commit", "-qm", "old")
            try git("checkout", "-qb", "next")
            try folder.write(text, to: "next.jsonc")
            // The commit is made without the files of the folder, so that it is the checkout that writes them.
            try git("update-index", "--cacheinfo", "100644,\(hash(of: folder, git: "next.jsonc")),open.jsonc")
            try git("commit", "-qm", "new")
            try git("checkout", "-qf", "next")
        },
        Way(name: "kubectl, the link of a ConfigMap") { folder, text in
            try folder.write(text, to: "mappings/..2026_11_21/open.jsonc")
            symlink("..2026_11_21", folder.path("mappings/..data_tmp"))
            try rename(folder.path("mappings/..data_tmp"), folder.path("mappings/..data"))
            symlink("..data/open.jsonc", folder.path("mappings/open.jsonc.link"))
            try rename(folder.path("mappings/open.jsonc.link"), folder.path("mappings/open.jsonc"))
        },
        Way(name: "kubectl, the next one") { folder, text in
            try folder.write(text, to: "mappings/..2026_11_22/open.jsonc")
            symlink("..2026_11_22", folder.path("mappings/..data_tmp"))
            try rename(folder.path("mappings/..data_tmp"), folder.path("mappings/..data"))
            try FileManager.default.removeItem(atPath: folder.path("mappings/..2026_11_21"))
        },
        Way(name: "The whole folder") { folder, text in
            try folder.write(text, to: "next/open.jsonc")
            try rename(folder.path("mappings"), folder.path("old"))
            try rename(folder.path("next"), folder.path("mappings"))
        },
    ]

    private static func rename(_ from: String, _ to: String) throws {
        try #require(Foundation.rename(from, to) == 0, "\(from) → \(to)")
    }

    /// The name of a file's contents in the repository of the mappings, which it is put into.
    private static func hash(of folder: TemporaryFolder, git file: String) throws -> String {
        let arguments = ["-C", folder.path("mappings"), "hash-object", "-w", folder.path(file)]
        let result = try BuiltProgram.run(executable: "/usr/bin/git", arguments, in: folder.url)
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func mapping(_ action: String, email: String = "$.email") -> String {
        #"{ "verify": { "none": true }, "actions": [{ "action": "\#(action)", "email": "\#(email)" }] }"#
    }

    private struct Event: Decodable {
        struct Forward: Decodable {
            let action: String
        }

        let id: String
        let state: String
        let forwards: [Forward]
    }

    /// All events, once none is unmapped any more.
    private static func events(of intake: Intake) throws -> [Event] {
        var events: [Event] = []
        _ = try Condition.comesToHold {
            let arguments = ["events", "list", "--limit", "1000000", "--json"]
            let output = try BuiltProgram.run(arguments, environment: intake.environment, in: intake.folder.url).output
            events = try JSONDecoder().decode([Event].self, from: Data(output.utf8))
            return events.allSatisfy { $0.state != "unmapped" }
        }
        return events
    }

    @Test func `whatever tool writes a file under load, it runs, and no event is lost or refused`() throws {
        let intake = try Intake(mappings: ["open": Self.mapping("Start")])
        let load = Load(of: 2, at: intake.address, keepsAlive: true)
        for way in Self.ways {
            #expect(load.waitForAnswers(5))
            try way.write(intake.folder, Self.mapping(way.name))
            #expect(intake.program.nextLine(containing: "mapping loaded\" source=open") != nil, "\(way.name)")
            #expect(load.waitForAnswers(5), "\(way.name)")
        }
        #expect(load.stop())
        #expect(load.failures == [])
        let events = try Self.events(of: intake)
        #expect(Set(events.map(\.id)).isSuperset(of: load.answered))
        #expect(events.allSatisfy { $0.state == "mapped" })
        let actions = Set(events.flatMap { $0.forwards.map(\.action) })
        #expect(actions == Set(Self.ways.map(\.name) + ["Start"]))
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `random edits under load, good and bad, let every event be mapped by a good version`(seed: UInt64) throws {
        let intake = try Intake(mappings: ["open": Self.mapping("Good")])
        let load = Load(of: 2, at: intake.address, keepsAlive: true)
        var random = seed
        func draw(_ bound: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % bound
        }
        for step in 0..<60 {
            let text: String
            switch draw(4) {
            case 0: text = String(Self.mapping("Bad").prefix(Int(draw(60))))
            case 1: text = Self.mapping("Bad", email: "$.email | number")
            default: text = Self.mapping("Good \(step)")
            }
            switch draw(5) {
            case 0: unlink(intake.folder.path("mappings/open.jsonc"))
            case 1: try Self.ways[8].write(intake.folder, text)
            case 2: try Self.ways[1].write(intake.folder, text)
            default: try Self.ways[0].write(intake.folder, text)
            }
            try? FileManager.default.removeItem(atPath: intake.folder.path("old"))
            #expect(load.waitForAnswers(Int(draw(40))))
        }
        try Self.ways[0].write(intake.folder, Self.mapping("Good in the end"))
        #expect(load.stop())
        #expect(load.failures == [])
        let events = try Self.events(of: intake)
        #expect(Set(events.map(\.id)).isSuperset(of: load.answered))
        let actions = events.flatMap { $0.forwards.map(\.action) }
        #expect(actions.count == events.count)
        #expect(actions.allSatisfy { $0.hasPrefix("Good") })
    }
}
