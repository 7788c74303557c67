import Foundation
import TestSupport
import Testing

/// What the daemon does while another process holds the ledger's write lock.
struct HeldLedgerTests {
    /// Holds the lock until it is killed.
    private static let holder = """
        import sqlite3, sys, time
        connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
        connection.execute("BEGIN IMMEDIATE")
        print("held", file=sys.stderr, flush=True)
        time.sleep(300)
        """

    private static func post(_ intake: Intake, _ email: String) throws -> String {
        let body = #"{"email":"\#(email)"}"#
        let arguments = ["-i", "-H", "Content-Type: application/json", "-d", body]
        return try intake.curl(arguments + ["http://\(intake.address)/hooks/open"]).output
    }

    @Test func `events are refused with a time to come back while someone holds the ledger, and taken once he lets go`()
        throws
    {
        let intake = try Intake()
        #expect(try Self.post(intake, "before@x.example").hasPrefix("HTTP/1.1 200"))
        let holder = try RunningProgram(
            executable: "/usr/bin/env",
            ["python3", "-c", Self.holder, intake.folder.path("ledger.db")],
            in: intake.folder.url
        )
        #expect(holder.line(containing: "held") != nil)
        let refused = try Self.post(intake, "meanwhile@x.example")
        #expect(refused.hasPrefix("HTTP/1.1 503"), "\(refused)")
        #expect(refused.contains("Retry-After: "), "\(refused)")
        #expect(try intake.metric("funnelbridge_ledger_takes_events") == 0)
        // Who only reads is not held up.
        #expect(try intake.storedEvents().count == 1)
        holder.kill9()
        #expect(try Condition.comesToHold { try Self.post(intake, "after@x.example").hasPrefix("HTTP/1.1 200") })
        #expect(try intake.metric("funnelbridge_ledger_takes_events") == 1)
        #expect(try intake.storedEvents().count == 2)
        #expect(intake.program.stop() == 0)
    }
}
