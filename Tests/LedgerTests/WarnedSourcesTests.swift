import Domain
import Testing

@testable import Ledger

struct WarnedSourcesTests {
    private func event(_ fields: [String], source: String = "typeform", at time: Timestamp) throws -> NewEvent {
        try Sample.event(source: source, at: time, warnings: fields.map { EventWarning(field: $0, message: "x") })
    }

    @Test func `warnings of the last day are counted by source, with their fields and the newest event`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let now = Sample.start
        _ = try ledger.record(event(["old"], at: now.adding(.days(-1)).adding(.seconds(-1))))
        _ = try ledger.record(event(["score", "total"], at: now.adding(.hours(-23))))
        _ = try ledger.record(event([], at: now.adding(.hours(-2))))
        let newest = try ledger.record(event(["total", "email"], at: now.adding(.hours(-1)))).id
        let other = try ledger.record(event(["score"], source: "poltio", at: now)).id
        let warned = try ledger.reader().status(at: now).warned
        #expect(
            warned == [
                WarnedSource(source: try Sample.source("poltio"), events: 1, fields: ["score"], newest: other),
                WarnedSource(
                    source: try Sample.source(),
                    events: 2,
                    fields: ["total", "email", "score"],
                    newest: newest
                ),
            ]
        )
        #expect(try ledger.reader().status().warned == [])
    }

    @Test func `of very many warnings the newest are looked at`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let fields = (1...100).map { "field\($0)" }
        let events = try (0..<12).map { try event(fields, at: Sample.start.adding(.seconds($0))) }
        let ids = try ledger.results(of: events).map { try $0.get().id }
        let warned = try #require(try ledger.reader().status(at: Sample.start).warned.first)
        #expect(warned.events == WarnedSources.limit / fields.count)
        #expect(warned.hasMore)
        #expect(warned.newest == ids.last)
    }
}
