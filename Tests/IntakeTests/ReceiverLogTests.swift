import Domain
import Foundation
import HTTP1
import Linux
import Signatures
import Synchronization
import TestSupport
import Testing

@testable import Intake
@testable import Ledger

/// How often the same trouble is news.
struct ReceiverLogTests {
    /// A receiver without a server, its log in a file, its clock moved by hand.
    private final class Bench {
        private final class Hand: Sendable {
            let time = Mutex(OpenIntake.now)
        }

        let receiver: Receiver
        private let folder: TemporaryFolder
        private let writer: LedgerWriter
        private let logFile: FileHandle
        private let hand = Hand()
        private var lastTicket: UInt64 = 0

        init() throws {
            folder = try TemporaryFolder()
            let mapping = #"{ "verify": { "token": "env:NOT_SET" }, "actions": [] }"#
            try folder.write(mapping, to: "mappings/closed.jsonc")
            try folder.write("", to: "log")
            logFile = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("log")))
            writer = try LedgerWriter(path: folder.ledger, clock: { OpenIntake.now })
            var reloader = MappingReloader(folder: folder.path("mappings")) { references in
                SecretValues(resolving: references) { _ in nil }
            }
            receiver = Receiver(
                library: MappingLibrary(try reloader.start(from: [], at: OpenIntake.now) { _ in [] }),
                writer: writer,
                counters: IntakeCounters(),
                trustedProxies: TrustedProxies([]),
                log: Log(level: .info, format: .logfmt, descriptor: logFile.fileDescriptor),
                now: { [hand] in hand.time.withLock { $0 } }
            )
        }

        deinit { writer.stop() }

        func moveClock(by interval: Interval) {
            hand.time.withLock { $0 = $0.adding(interval) }
        }

        /// How many lines of the log hold a text.
        func lines(with text: String) throws -> Int {
            try folder.read("log").split(separator: "\n").count { $0.contains(text) }
        }

        /// What the writer answers to an event: a failure, or that it is on disk when there is none.
        func reply(_ failure: LedgerError.Kind?) throws {
            lastTicket += 1
            let source = try #require(SourceName("closed"))
            receiver.inHand.add(EventsInHand.Event(source: source, bytes: 0, answer: nil), ticket: lastTicket)
            let recorded = RecordedEvent(id: EventID(number: 1), actions: 0, duplicates: 0)
            let error = failure.map { LedgerError($0, path: "ledger.db", detail: "a test") }
            let result: Result<RecordedEvent, LedgerError> = error.map { .failure($0) } ?? .success(recorded)
            _ = receiver.response(to: RecordReply(ticket: lastTicket, result: result, event: nil))
        }
    }

    @Test func `a refusal that is our fault is in the log again after a minute`() throws {
        let bench = try Bench()
        func refuse() throws -> Int {
            let request = try RequestInTest.post("/hooks/closed/t", "{}")
            let answer = bench.receiver.receive(request, from: .unix, exchange: ExchangeID(rawValue: 1))
            #expect(answer?.status == 503)
            return try bench.lines(with: "request refused")
        }
        #expect(try refuse() == 1)
        bench.moveClock(by: .milliseconds(59_999))
        #expect(try refuse() == 1)
        bench.moveClock(by: .milliseconds(1))
        #expect(try refuse() == 2)
        bench.moveClock(by: .milliseconds(59_999))
        #expect(try refuse() == 2)
    }

    @Test func `trouble of the ledger is in the log once, as is its end, and again when it comes back or is another`()
        throws
    {
        let bench = try Bench()
        func counts(after failure: LedgerError.Kind?) throws -> [Int] {
            try bench.reply(failure)
            return try [bench.lines(with: "the ledger refuses events"), bench.lines(with: "takes events again")]
        }
        #expect(try counts(after: nil) == [0, 0])
        #expect(try counts(after: .full) == [1, 0])
        #expect(try counts(after: .full) == [1, 0])
        #expect(try counts(after: .inputOutput) == [2, 0])
        #expect(try counts(after: nil) == [2, 1])
        #expect(try counts(after: nil) == [2, 1])
        #expect(try counts(after: .inputOutput) == [3, 1])
    }
}
