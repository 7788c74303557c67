import Domain
import Testing

@testable import Ledger

/// What the ledger keeps and finds of how sources change and when they send.
@Suite struct DriftTests {
    private static func record(_ ledger: OpenLedger, _ times: [Timestamp], source: String = "typeform") throws {
        _ = ledger.results(of: try times.map { try Sample.event(source: source, at: $0) })
    }

    private static func minutes(_ count: Int64) -> Timestamp { Sample.start.adding(.minutes(count)) }

    @Test func `the newest are a sample of a source that sends little`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try Self.record(ledger, (0..<30).map { Self.minutes($0 * 60) })
        try Self.record(ledger, [Self.minutes(5_000)], source: "other")
        let reader = try ledger.reader()
        let newest = try reader.newestEvents(of: Sample.source(), count: 10)
        #expect(try reader.sample(of: Sample.source(), over: .hours(1), before: nil, count: 10) == newest)
        let older = Array(try reader.newestEvents(of: Sample.source(), count: 100).dropFirst(10))
        let before = try reader.sample(of: Sample.source(), over: .days(14), before: newest.last, count: 100)
        #expect(before == older)
        #expect(try reader.sample(of: Sample.source("nobody"), over: .days(14), before: nil, count: 100) == [])
    }

    @Test func `a sample of a source that sends much is spread over the time, and filled up with the newest`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        // One a minute for ten hours, then a hundred within a minute.
        let steady = (0..<600).map { Self.minutes($0) }
        let burst = (0..<100).map { Self.minutes(600).adding(.milliseconds($0)) }
        try Self.record(ledger, steady + burst)
        let sample = try ledger.reader().sample(of: Sample.source(), over: .hours(5), before: nil, count: 20)
        #expect(sample.count == 20)
        #expect(sample == sample.sorted(by: >))
        let times = sample.map { $0.receivedAt }
        #expect(times.count { $0 < Self.minutes(450) } >= 9)
        #expect(times.allSatisfy { $0 >= Self.minutes(299) })
        #expect(times.count { $0 >= Self.minutes(600) } <= 3)

        let connection = try LedgerFile.open(ledger.path, .writing)
        let number = EventID(at: Self.minutes(540), after: nil).number
        try connection.execute("DELETE FROM event_body WHERE event < \(number)")
        #expect(try ledger.reader().oldestBody() == Self.minutes(540))
        try connection.execute("DELETE FROM event_body")
        #expect(try ledger.reader().oldestBody() == nil)
    }

    @Test func `what was found of a source replaces what was known, and counts while it has a mapping`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let changes: [Drift.Change] = [
            .actionGone("Quiz"), .fieldEmpty("score", action: "Quiz"), .placeGone("$.a"),
            .placeRetyped("$.b", from: "text", to: "number"), .placeNew("$.c"),
        ]
        let drift = Drift(source: try Sample.source(), recent: 25, before: 400, changes: changes)
        try ledger.writer.write(drift)
        #expect(try ledger.reader().status().drifts == [])
        let mapping = MappingRecord(source: drift.source, file: "a", version: "0", loadedAt: Sample.start, broken: nil)
        ledger.writer.write([mapping])
        let other = Drift(source: try Sample.source("poltio"), recent: 25, before: 60, changes: [.placeNew("$.x")])
        try ledger.writer.write(other)
        #expect(try ledger.reader().status().drifts == [drift])
        try ledger.writer.write(Drift(source: drift.source, recent: 25, before: 400, changes: []))
        #expect(try ledger.reader().status().drifts == [])
    }

    /// Ten events an hour from eight to six on working days, for four weeks; the day the test begins is a Monday.
    private static var officeHours: [Timestamp] {
        var times: [Timestamp] = []
        for day: Int64 in 0..<28 where day % 7 < 5 {
            for tick: Int64 in 0..<100 { times.append(minutes(day * 1_440 + 480 + tick * 6)) }
        }
        return times
    }

    private static func quiet(_ times: [Timestamp], at now: Timestamp, since start: Timestamp = Sample.start) throws
        -> [QuietSource]
    {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        try record(ledger, times)
        let connection = try LedgerFile.open(ledger.path, .reading)
        return try QuietSources(connection).find(
            among: [Sample.source(), Sample.source("none")],
            since: start,
            at: now
        )
    }

    @Test func `a source is quiet when the same hours of three weeks brought something, and not at night`() throws {
        // The fourth Tuesday, nothing from noon on.
        let noon = Self.minutes(22 * 1_440 + 12 * 60)
        let times = Self.officeHours.filter { $0 < noon }
        #expect(try Self.quiet(times, at: noon.adding(.minutes(50))) == [])
        let found = try Self.quiet(times, at: noon.adding(.hours(2)))
        #expect(found == [QuietSource(source: try Sample.source(), last: try #require(times.last).wholeMilliseconds)])
        // At night, and over the week-end.
        #expect(try Self.quiet(Self.officeHours, at: Self.minutes(26 * 1_440)) == [])
        #expect(try Self.quiet(Self.officeHours, at: Self.minutes(27 * 1_440 + 600)) == [])
        // A daemon that was not there cannot tell.
        #expect(try Self.quiet(times, at: noon.adding(.hours(3)), since: noon.adding(.minutes(150))) == [])
    }

    @Test func `a source that is young, slow or long gone is not quiet`() throws {
        let noon = Self.minutes(15 * 1_440 + 12 * 60)
        #expect(try Self.quiet(Self.officeHours.filter { $0 < noon }, at: noon.adding(.hours(3))) == [])
        let slow = (0..<25).map { Self.minutes($0 * 1_440) }
        #expect(try Self.quiet(slow, at: Self.minutes(28 * 1_440)) == [])
        #expect(try Self.quiet(Self.officeHours, at: Self.minutes(28 * 1_440 + 3 * 1_440)).count == 1)
        #expect(try Self.quiet(Self.officeHours, at: Self.minutes(26 * 1_440 + 15 * 1_440)) == [])
    }
}

extension Timestamp {
    /// As event ids have it.
    fileprivate var wholeMilliseconds: Timestamp { Timestamp(microseconds: microseconds / 1_000 * 1_000) }
}
