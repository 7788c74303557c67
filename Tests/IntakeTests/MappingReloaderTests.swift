import Domain
import Foundation
import Ledger
import Mappings
import Signatures
import TestSupport
import Testing

@testable import Intake

/// One look after another at a real folder, with the stored events as values.
final class MappingReloaderTests {
    private let folder: TemporaryFolder
    private var current: [SourceName: LoadedSource] = [:]
    private var reloader: MappingReloader
    private var time: Int64 = 0

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("mappings"), withIntermediateDirectories: true)
        reloader = MappingReloader(folder: folder.path("mappings")) { references in
            SecretValues(resolving: references) { _ in nil }
        }
    }

    private func write(_ text: String, _ name: String = "quiz.jsonc") throws {
        try folder.write(text, to: "mappings/\(name)")
    }

    private func remove(_ name: String = "quiz.jsonc") throws {
        try FileManager.default.removeItem(atPath: folder.path("mappings/\(name)"))
    }

    private static func mapping(_ email: String = "$.email", action: String = "Quiz") -> String {
        """
        { "verify": { "none": true }, "actions": [{ "action": "\(action)", "email": "\(email)" }] }
        """
    }

    private static func event(_ state: EventState = .mapped, body: String = #"{"email":"ada"}"#) throws -> StoredEvent {
        StoredEvent(
            id: EventID(number: 1),
            source: try #require(SourceName("quiz")),
            receivedAt: Timestamp(seconds: 1),
            state: state,
            contentType: "application/json",
            body: Array(body.utf8),
            request: Array("{}".utf8),
            mapping: nil
        )
    }

    /// Looks, and makes what it finds the set that runs.
    private func look(triesAgain: Bool = false, over events: [StoredEvent] = []) -> MappingReload {
        time += 1
        let reload = reloader.look(over: current, at: Timestamp(seconds: time), triesAgain: triesAgain) { _ in events }
        current = reload.sources
        return reload
    }

    private var quiz: LoadedSource? { SourceName("quiz").flatMap { current[$0] } }
    private var version: String? { quiz?.running?.mapping.version }

    @Test func `a new file runs, and a look at the same one changes nothing`() throws {
        try write(Self.mapping())
        let source = try #require(SourceName("quiz"))
        let first = look()
        #expect(first.news == [.runs(source, version: try #require(version))])
        #expect(first.changesReport)
        let second = look(triesAgain: true)
        #expect(second.news == [])
        #expect(!second.changesReport)
        #expect(quiz?.running?.loadedAt == Timestamp(seconds: 1))
    }

    @Test(arguments: [
        ("{", "quiz.jsonc:1:2: error:"),
        (mapping("$.email | lowr"), "unknown filter 'lowr'"),
        (mapping("$.email | number"), "event 0000000000001, which was mapped, would fail: email: "),
    ])
    func `an edit that cannot run leaves the last good version, and is told of once`(edit: String, why: String) throws {
        try write(Self.mapping())
        _ = look()
        let good = version
        try write(edit)
        let events = [try Self.event()]
        let reload = look(over: events)
        guard case .broken(_, let reason) = try #require(reload.news.first) else {
            Issue.record("\(reload.news)")
            return
        }
        #expect(reason.contains(why), "\(reason)")
        #expect(quiz?.broken == reason)
        #expect(version == good)
        #expect(look(over: events).news == [])
        #expect(look(triesAgain: true, over: events).news == [])
        try write(Self.mapping())
        #expect(look(over: events).news == [.mended(try #require(quiz?.name), version: try #require(good))])
        #expect(quiz?.broken == nil)
    }

    @Test(arguments: [EventState.ignored, .held, .unmapped, .unreadable])
    func `an event that was not mapped does not stop an edit under which it fails`(state: EventState) throws {
        try write(Self.mapping())
        _ = look()
        try write(Self.mapping("$.email | number"))
        _ = look(over: [try Self.event(state, body: state == .unreadable ? "{" : #"{"email":"ada"}"#)])
        #expect(quiz?.broken == nil)
    }

    @Test func `an edit runs when its tests pass, and not before`() throws {
        let test = #"{ "cases": [{ "name": "one", "payload": {}, "expect": [{ "action": "Other" }] }] }"#
        try write(Self.mapping())
        try write(test, "quiz.test.jsonc")
        _ = look()
        #expect(quiz?.broken?.contains("quiz.test.jsonc:1: test 'one': ") == true, "\(quiz?.broken ?? "")")
        #expect(quiz?.active == nil)
        #expect(look(triesAgain: true).news == [])
        try write(test.replacing("Other", with: "Quiz"), "quiz.test.jsonc")
        _ = look()
        #expect(quiz?.broken == nil)
        #expect(quiz?.active != nil)
    }

    @Test func `a first version that compiles and may not run says who may send, also once it compiles no more`() throws
    {
        try write(#"{ "cases": [{ "name": "one", "payload": {}, "expect": [] }] }"#, "quiz.test.jsonc")
        try write(Self.mapping())
        _ = look()
        #expect(quiz?.running != nil)
        #expect(quiz?.isProven == false)
        let compiled = version
        try write("{")
        _ = look()
        #expect(version == compiled)
        #expect(quiz?.active == nil)
        try remove()
        _ = look()
        try write(Self.mapping())
        _ = look()
        #expect(quiz?.active == nil)
        #expect(quiz?.broken?.contains("test 'one'") == true)
        try remove("quiz.test.jsonc")
        _ = look()
        #expect(quiz?.active != nil)
    }

    /// What a daemon that runs now would find at its next start.
    private var kept: [KeptMapping] {
        current.values.compactMap { source in
            source.active.map {
                KeptMapping(source: source.name, file: source.file, loadedAt: $0.loadedAt, text: $0.text)
            }
        }
    }

    private func start(from kept: [KeptMapping], over events: [StoredEvent] = []) throws {
        time += 1
        current = try reloader.start(from: kept, at: Timestamp(seconds: time)) { _ in events }
    }

    @Test(arguments: ["{", mapping("$.email | lowr"), mapping("$.email | number")])
    func `an edit that was turned down does not run after a restart either`(edit: String) throws {
        try write(Self.mapping())
        _ = look()
        let good = version
        try write(edit)
        try start(from: kept, over: [try Self.event()])
        #expect(version == good)
        #expect(quiz?.active != nil)
        #expect(quiz?.broken != nil)
        #expect(look(over: [try Self.event()]).news == [])
        try write(Self.mapping(action: "Other"))
        _ = look(over: [try Self.event()])
        #expect(version != good)
        #expect(quiz?.broken == nil)
    }

    @Test func `a version that ran goes on after a restart without another trial, since when it ran`() throws {
        try write(Self.mapping("$.email | number"))
        _ = look()
        try write("{", "quiz.test.jsonc")
        try start(from: kept, over: [try Self.event()])
        #expect(quiz?.active?.loadedAt == Timestamp(seconds: 1))
        #expect(quiz?.broken == nil)
    }

    @Test func `a start tries what never ran, and leaves out what has no file`() throws {
        try write(Self.mapping("$.email | number"))
        try start(from: [], over: [try Self.event()])
        #expect(quiz?.running != nil)
        #expect(quiz?.active == nil)
        try write(Self.mapping())
        _ = look()
        let before = kept
        try remove()
        try start(from: before)
        #expect(current.isEmpty)
        try write(Self.mapping(action: "Edited"))
        let unusable = before.map {
            KeptMapping(source: $0.source, file: $0.file, loadedAt: $0.loadedAt, text: Array("{".utf8))
        }
        try start(from: unusable)
        #expect(quiz?.active?.mapping.version == version)
        #expect(quiz?.broken == nil)
    }

    @Test func `the tests of a mapping that runs do not stop it`() throws {
        try write(Self.mapping())
        _ = look()
        try write("{", "quiz.test.jsonc")
        #expect(look(triesAgain: true).news == [])
        #expect(quiz?.broken == nil)
    }

    @Test func `events that cannot be read are no reason to go on without a trial`() throws {
        try write(Self.mapping())
        let reload = reloader.look(over: [:], at: Timestamp(seconds: 1), triesAgain: true) {
            _ throws(LedgerError) in throw LedgerError(.busy, path: "ledger.db", detail: "held")
        }
        #expect(reload.sources.values.first?.broken?.contains("cannot be tried over the last events") == true)
    }

    @Test func `a file that is removed leaves its source without a mapping until it is back`() throws {
        try write(Self.mapping())
        _ = look()
        let name = try #require(quiz?.name)
        try remove()
        #expect(look().news == [.removed(name)])
        #expect(look().news == [])
        #expect(quiz?.isRemoved == true)
        #expect(quiz?.active == nil)
        #expect(quiz?.running != nil)
        try write(Self.mapping())
        #expect(look().news == [.runs(name, version: try #require(version))])
        #expect(quiz?.active != nil)
    }

    @Test func `a folder that cannot be listed leaves all running, each source with the reason`() throws {
        try write(Self.mapping())
        _ = look()
        let good = version
        try FileManager.default.moveItem(atPath: folder.path("mappings"), toPath: folder.path("away"))
        let reload = look()
        guard case .unlisted = try #require(reload.news.first) else {
            Issue.record("\(reload.news)")
            return
        }
        #expect(version == good)
        #expect(quiz?.active != nil)
        #expect(quiz?.broken?.contains("the mappings cannot be read") == true)
        #expect(look().news == [])
        try FileManager.default.moveItem(atPath: folder.path("away"), toPath: folder.path("mappings"))
        _ = look()
        #expect(quiz?.broken == nil)
    }

    @Test func `a secret that is not there closes the source, and is news once`() throws {
        try write(Self.mapping().replacing(#""none": true"#, with: #""bearer": "env:NOT_SET""#))
        let news = look().news
        #expect(news.count == 2)
        #expect(news.contains { if case .closed(_, let reason) = $0 { reason.contains("NOT_SET") } else { false } })
        #expect(look().news == [])
    }

    /// From now on these variables are set, and no others.
    private func set(_ names: Set<String>) {
        reloader = MappingReloader(folder: folder.path("mappings")) { references in
            SecretValues(resolving: references) { reference in
                guard case .environment(let name) = reference, names.contains(name) else { return nil }
                return Array(name.utf8)
            }
        }
    }

    @Test func `a secret that vanishes beside another that still holds is news once, and so is its return`() throws {
        let name = try #require(SourceName("quiz"))
        set(["NEW", "OLD"])
        try write(Self.mapping().replacing(#""none": true"#, with: #""bearer": ["env:NEW", "env:OLD"]"#))
        _ = look()
        #expect(quiz?.running?.secretWarning == nil)
        set(["NEW"])
        let reload = look()
        let warning = try #require(quiz?.running?.secretWarning)
        #expect(warning.hasPrefix("env:OLD is not set"))
        #expect(reload.news == [.secretUnusable(name, reason: warning)])
        #expect(reload.changesReport)
        #expect(look().news == [])
        set([])
        let closed = look().news
        #expect(closed.count == 1)
        #expect(closed.contains { if case .closed = $0 { true } else { false } })
        #expect(quiz?.running?.secretWarning == nil)
        set(["NEW"])
        #expect(look().news == [.opened(name), .secretUnusable(name, reason: warning)])
        set(["NEW", "OLD"])
        #expect(look().news == [.secretsUsable(name)])
    }
}
