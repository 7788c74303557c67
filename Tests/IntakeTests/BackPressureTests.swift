import Domain
import HTTP1
import Ledger
import Linux
import Signatures
import TestSupport
import Testing

@testable import Intake

/// What is answered when more comes in than the disk takes.
struct BackPressureTests {
    private static let mapping = #"{ "verify": { "none": true }, "actions": [] }"#

    /// A receiver whose replies nobody takes, so that all it is given stays in hand.
    private static func receiver(
        _ limits: IntakeLimits,
        _ folder: TemporaryFolder,
        mapping: String = mapping
    ) throws -> (Receiver, LedgerWriter) {
        for name in ["a", "b"] { try folder.write(mapping, to: "mappings/\(name).jsonc") }
        let writer = try LedgerWriter(path: folder.ledger, clock: { OpenIntake.now })
        var reloader = MappingReloader(folder: folder.path("mappings")) { _ in
            SecretValues(resolving: [SecretReference]()) { _ in nil }
        }
        let receiver = Receiver(
            library: MappingLibrary(try reloader.start(from: [], at: OpenIntake.now) { _ in [] }),
            writer: writer,
            counters: IntakeCounters(),
            trustedProxies: TrustedProxies([]),
            limits: limits,
            log: Log(level: .error, format: .logfmt),
            now: { OpenIntake.now }
        )
        return (receiver, writer)
    }

    private static func status(_ receiver: Receiver, _ source: String, _ ticket: UInt64, bytes: Int = 2) throws -> Int?
    {
        let body = "[" + String(repeating: " ", count: bytes - 2) + "]"
        let request = try RequestInTest.post("/hooks/\(source)", body)
        let answer = receiver.receive(request, from: .unix, exchange: ExchangeID(rawValue: ticket))
        #expect(answer == nil || answer?.fields.contains { $0.name == "Retry-After" } == true)
        return answer?.status
    }

    @Test func `one source that sends a flood is told so, and the others go on`() throws {
        let folder = try TemporaryFolder()
        var limits = IntakeLimits()
        limits.eventsOfOneSource = 3
        let (receiver, writer) = try Self.receiver(limits, folder)
        for ticket in 1...3 { #expect(try Self.status(receiver, "a", UInt64(ticket)) == nil) }
        #expect(try Self.status(receiver, "a", 4) == 429)
        #expect(try Self.status(receiver, "b", 5) == nil)
        writer.stop()
    }

    @Test func `beyond the events that may wait everyone is asked to come back`() throws {
        let folder = try TemporaryFolder()
        var limits = IntakeLimits()
        limits.events = 4
        let (receiver, writer) = try Self.receiver(limits, folder)
        for ticket in 1...4 { #expect(try Self.status(receiver, ticket % 2 == 0 ? "a" : "b", UInt64(ticket)) == nil) }
        #expect(try Self.status(receiver, "a", 5) == 503)
        writer.stop()
    }

    @Test func `beyond the bytes that may wait everyone is asked to come back, but one body always fits`() throws {
        let folder = try TemporaryFolder()
        var limits = IntakeLimits()
        limits.bytes = 1_000
        let (receiver, writer) = try Self.receiver(limits, folder)
        #expect(try Self.status(receiver, "a", 1, bytes: 5_000) == nil)
        #expect(try Self.status(receiver, "a", 2) == 503)
        writer.stop()
    }

    @Test func `what an event becomes takes room like its body`() throws {
        let folder = try TemporaryFolder()
        var limits = IntakeLimits()
        limits.bytes = 2_000
        let text = String(repeating: "x", count: 1_500)
        let actions = #"[{ "action": "A", "fields": { "x": "\#(text)" } }]"#
        let mapping = #"{ "verify": { "none": true }, "actions": \#(actions) }"#
        let (receiver, writer) = try Self.receiver(limits, folder, mapping: mapping)
        #expect(try Self.status(receiver, "a", 1, bytes: 300) == nil)
        #expect(try Self.status(receiver, "a", 2, bytes: 300) == 503)
        writer.stop()
    }

    @Test func `two bodies of the longest length always find room`() {
        #expect(IntakeLimits(body: 1 << 20).bytes == 64 << 20)
        #expect(IntakeLimits(body: 50 << 20).bytes == 100 << 20)
    }

    @Test func `room comes back with every reply`() throws {
        let source = try #require(SourceName("a"))
        var limits = IntakeLimits()
        limits.events = 2
        limits.eventsOfOneSource = 1
        limits.bytes = 100
        var inHand = EventsInHand(limits: limits)
        #expect(inHand.objection(to: source, bytes: 60) == nil)
        inHand.add(EventsInHand.Event(source: source, bytes: 60, answer: nil), ticket: 7)
        #expect(inHand.objection(to: source, bytes: 40) == .tooManyOfThisSource)
        #expect(inHand.objection(to: source, bytes: 41) == .tooMany)
        #expect(inHand.remove(ticket: 7).bytes == 60)
        #expect(inHand.objection(to: source, bytes: 60) == nil)
    }

    @Test func `a source that had nothing in hand meanwhile is counted again`() throws {
        let source = try #require(SourceName("a"))
        var limits = IntakeLimits()
        limits.eventsOfOneSource = 1
        var inHand = EventsInHand(limits: limits)
        for ticket in 1...2 as ClosedRange<UInt64> {
            inHand.add(EventsInHand.Event(source: source, bytes: 1, answer: nil), ticket: ticket)
            #expect(inHand.objection(to: source, bytes: 1) == .tooManyOfThisSource)
            #expect(inHand.remove(ticket: ticket).source == source)
            #expect(inHand.objection(to: source, bytes: 1) == nil)
        }
    }

    @Test func `the events of each source are counted by themselves`() throws {
        let (first, second) = (try #require(SourceName("a")), try #require(SourceName("b")))
        var limits = IntakeLimits()
        limits.eventsOfOneSource = 2
        var inHand = EventsInHand(limits: limits)
        for (ticket, source) in [first, second, first].enumerated() {
            inHand.add(EventsInHand.Event(source: source, bytes: 1, answer: nil), ticket: UInt64(ticket))
        }
        #expect(inHand.objection(to: first, bytes: 1) == .tooManyOfThisSource)
        #expect(inHand.objection(to: second, bytes: 1) == nil)
        #expect(inHand.remove(ticket: 1).source == second)
        inHand.add(EventsInHand.Event(source: second, bytes: 1, answer: nil), ticket: 3)
        #expect(inHand.remove(ticket: 0).source == first)
        inHand.add(EventsInHand.Event(source: second, bytes: 1, answer: nil), ticket: 4)
        #expect(inHand.objection(to: first, bytes: 1) == nil)
        #expect(inHand.objection(to: second, bytes: 1) == .tooManyOfThisSource)
    }
}
