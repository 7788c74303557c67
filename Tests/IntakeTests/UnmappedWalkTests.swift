import Domain
import Ledger
import Linux
import Signatures
import TestSupport
import Testing

@testable import Intake

/// Walks over events in a real ledger.
struct UnmappedWalkTests {
    @Test func `what fits now is mended and counted, the rest stays, and one version tries each but once`() throws {
        let folder = try TemporaryFolder()
        let mapping = #"{ "verify": { "none": true }, "actions": [{ "action": "{{ $.quiz }}" }] }"#
        try folder.write(mapping, to: "mappings/quiz.jsonc")
        let bell = try Doorbell()
        let writer = try LedgerWriter(path: folder.ledger, clock: { OpenIntake.now }, recordedBell: bell)
        defer { writer.stop() }
        let name = try #require(SourceName("quiz"))
        let count = 40
        for number in 0..<count {
            let event = NewEvent(
                source: name,
                receivedAt: OpenIntake.now,
                state: .unmapped,
                body: Array((number.isMultiple(of: 4) ? #"{ "quiz": "Shoes \#(number)" }"# : "{}").utf8),
                contentType: "application/json",
                request: Array("{}".utf8),
                mapping: nil,
                actions: [],
                warnings: [],
                error: EventWarning(field: "action", message: "missing")
            )
            writer.record(event, ticket: UInt64(number))
        }
        var replies: [RecordReply] = []
        while replies.count < count {
            writer.takeRecorded(into: &replies)
            if replies.count < count { try #require(bell.wait(milliseconds: 120_000), "the writer answers") }
        }
        var reloader = MappingReloader(folder: folder.path("mappings")) { references in
            SecretValues(resolving: references) { _ in nil }
        }
        let source = try #require(try reloader.start(from: [], at: OpenIntake.now) { _ in [] }[name])
        func mended() throws -> Int? {
            guard var walk = UnmappedWalk(source) else { return nil }
            while try walk.step(LedgerReader(path: folder.ledger), writer, at: OpenIntake.now) {}
            return walk.mended
        }
        #expect(try mended() == 10)
        let events = try LedgerReader(path: folder.ledger).status().events
        #expect(events[.mapped] == 10 && events[.unmapped] == 30, "\(events)")
        #expect(try mended() == 0)
    }

    @Test func `a source without a mapping that runs is not walked`() throws {
        let source = LoadedSource(name: try #require(SourceName("quiz")), file: "a", running: nil, broken: "no")
        #expect(UnmappedWalk(source) == nil)
    }
}
