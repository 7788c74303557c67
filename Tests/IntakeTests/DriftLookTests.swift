import Domain
import Ledger
import Linux
import Signatures
import TestSupport
import Testing

@testable import Intake

/// Looks at events in a real ledger.
struct DriftLookTests {
    private static let mapping = """
        { "verify": { "none": true },
          "actions": [{ "action": "Quiz", "email": "$.email", "fields": { "score": "$.score" } }] }
        """

    /// What a look finds after these bodies, in the order of receipt.
    private static func find(_ bodies: [String], type: String = "application/json") throws -> Drift {
        let folder = try TemporaryFolder()
        try folder.write(mapping, to: "mappings/quiz.jsonc")
        let bell = try Doorbell()
        let writer = try LedgerWriter(path: folder.ledger, clock: { OpenIntake.now }, recordedBell: bell)
        defer { writer.stop() }
        let source = try #require(SourceName("quiz"))
        for (number, body) in bodies.enumerated() {
            let event = NewEvent(
                source: source,
                receivedAt: OpenIntake.now.adding(.minutes(Int64(number) * 10)),
                state: .ignored,
                body: Array(body.utf8),
                contentType: type,
                request: Array("{}".utf8),
                mapping: nil,
                actions: [],
                warnings: [],
                error: nil
            )
            writer.record(event, ticket: UInt64(number))
        }
        var replies: [RecordReply] = []
        while replies.count < bodies.count {
            writer.takeRecorded(into: &replies)
            if replies.count < bodies.count { try #require(bell.wait(milliseconds: 120_000), "the writer answers") }
        }
        var reloader = MappingReloader(folder: folder.path("mappings")) { references in
            SecretValues(resolving: references) { _ in nil }
        }
        let loaded = try reloader.start(from: [], at: OpenIntake.now) { _ in [] }
        var look = try #require(loaded[source].flatMap { DriftLook($0) })
        while true {
            if let drift = try look.step(LedgerReader(path: folder.ledger)) { return drift }
        }
    }

    @Test func `the last events are compared with those before, by the version that runs`() throws {
        let before = (0..<80).map { #"{ "email": "a\#($0)@x.y", "score": 1 }"# }
        let recent = (0..<25).map { #"{ "email": "b\#($0)@x.y", "points": 1 }"# }
        let drift = try Self.find(before + recent)
        #expect(drift.changes == [.fieldEmpty("score", action: "Quiz"), .placeGone("$.score"), .placeNew("$.points")])
        #expect((drift.before, drift.recent) == (80, 25))
    }

    @Test func `forms are looked at, and bodies that cannot be read are passed over`() throws {
        let forms = (0..<60).map { "email=a\($0)@x.y&score=1" } + (0..<25).map { "email=a\($0)@x.y" }
        let drift = try Self.find(forms, type: "application/x-www-form-urlencoded")
        #expect(drift.changes.contains(.placeGone("$.score")))
        #expect(try Self.find((0..<100).map { _ in "{" }).changes == [])
        #expect(try Self.find([]).changes == [])
    }

    @Test func `a source without a mapping that runs is not looked at`() throws {
        let source = LoadedSource(name: try #require(SourceName("quiz")), file: "a", running: nil, broken: "no")
        #expect(DriftLook(source) == nil)
    }
}
