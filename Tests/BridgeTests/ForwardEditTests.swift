import Testing

@testable import Bridge
@testable import Domain
@testable import Ledger

struct ForwardEditTests {
    private static func report(changed: Int = 0, untouched: Int = 0, ignored: Int = 0) -> EditReport {
        var report = EditReport()
        (report.changed, report.untouched, report.ignored) = (changed, untouched, ignored)
        return report
    }

    @Test func `only what came of it is said, and why the rest did not`() {
        #expect(ForwardEdit.discard.lines(Self.report(changed: 1)) == ["1 forward discarded"])
        #expect(
            ForwardEdit.retry.lines(Self.report(changed: 2, untouched: 1)) == [
                "2 forwards pending again",
                "1 forward left as it was: what was delivered, or is erased, is not sent again",
            ]
        )
        #expect(ForwardEdit.discard.lines(Self.report(ignored: 3)) == ["3 events ignored from now on"])
        #expect(
            ForwardEdit.discard.lines(Self.report(untouched: 2)) == [
                "2 forwards left as they were: only dead and pending ones are discarded"
            ]
        )
    }

    @Test func `an event without forwards has nothing to be retried, and one that is not there needs no more words`()
        throws
    {
        #expect(
            ForwardEdit.retry.lines(Self.report()) == [
                "nothing to retry: no action was made of it; funnelbridge events remap maps it again"
            ]
        )
        var unknown = Self.report()
        unknown.unknown = [try #require(EventID("0123456789abc"))]
        #expect(ForwardEdit.retry.lines(unknown) == [])
    }
}
